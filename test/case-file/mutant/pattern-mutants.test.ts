import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternMutants } from '../../../src/case-file/mutant/pattern-mutants.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';

const VECTORS = new URL('../../../conformance/event-pattern-vectors.ndjson', import.meta.url);

function mutantsOf(json: JsonObject): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(patternMutants({ json }).map(({ name, toPattern }) => [name, toPattern().json]));
}

describe('patternMutants', () => {
  it.each<[string, JsonObject, Record<string, JsonObject>]>([
    [
      'drops each member and each value of a list',
      { a: { b: ['x', 'y'] }, c: [1] },
      {
        'a.b dropped': { c: [1] },
        'a.b without x': { a: { b: ['y'] }, c: [1] },
        'a.b without y': { a: { b: ['x'] }, c: [1] },
        'c dropped': { a: { b: ['x', 'y'] } },
      },
    ],
    [
      'lets every finding pass where nothing is left',
      { a: ['x'] },
      { 'a dropped': { Id: [{ exists: true }] } },
    ],
    [
      'names matchers by their operators',
      { a: [{ prefix: 'x' }, { numeric: ['>=', 7] }, null, { suffix: { 'equals-ignore-case': 'y' } }] },
      {
        'a dropped': { Id: [{ exists: true }] },
        'a without prefix x': {
          a: [{ numeric: ['>=', 7] }, null, { suffix: { 'equals-ignore-case': 'y' } }],
        },
        'a without numeric >= 7': { a: [{ prefix: 'x' }, null, { suffix: { 'equals-ignore-case': 'y' } }] },
        'a without null': {
          a: [{ prefix: 'x' }, { numeric: ['>=', 7] }, { suffix: { 'equals-ignore-case': 'y' } }],
        },
        'a without suffix equals-ignore-case y': { a: [{ prefix: 'x' }, { numeric: ['>=', 7] }, null] },
      },
    ],
    [
      'lets each value pass that a list refuses',
      { a: [{ 'anything-but': ['x', 'y'] }], b: [{ 'anything-but': 'z' }] },
      {
        'a dropped': { b: [{ 'anything-but': 'z' }] },
        'a anything-but without x': { a: [{ 'anything-but': ['y'] }], b: [{ 'anything-but': 'z' }] },
        'a anything-but without y': { a: [{ 'anything-but': ['x'] }], b: [{ 'anything-but': 'z' }] },
        'b dropped': { a: [{ 'anything-but': ['x', 'y'] }] },
      },
    ],
    [
      'leaves out each alternative, of two the other stands twice',
      { a: [1], $or: [{ b: ['x', 'y'] }, { c: [2], d: [3] }] },
      {
        'a dropped': { $or: [{ b: ['x', 'y'] }, { c: [2], d: [3] }] },
        '$or dropped': { a: [1] },
        '$or without alternative 1': {
          a: [1],
          $or: [
            { c: [2], d: [3] },
            { c: [2], d: [3] },
          ],
        },
        '$or without alternative 2': { a: [1], $or: [{ b: ['x', 'y'] }, { b: ['x', 'y'] }] },
        '$or.1.b without x': { a: [1], $or: [{ b: ['y'] }, { c: [2], d: [3] }] },
        '$or.1.b without y': { a: [1], $or: [{ b: ['x'] }, { c: [2], d: [3] }] },
        '$or.2.c dropped': { a: [1], $or: [{ b: ['x', 'y'] }, { d: [3] }] },
        '$or.2.d dropped': { a: [1], $or: [{ b: ['x', 'y'] }, { c: [2] }] },
      },
    ],
    [
      'leaves the product of a control alone',
      { Normalized: { Product: ['Security Hub'], Control: ['EC2.9'] } },
      { 'Normalized.Control dropped': { Normalized: { Product: ['Security Hub'] } } },
    ],
    [
      'leaves alone what every finding has',
      { Id: [{ exists: true }], ProductArn: ['x'] },
      { 'ProductArn dropped': { Id: [{ exists: true }] } },
    ],
    [
      'drops a product that the control does not imply',
      { Normalized: { Product: ['Security Hub'], Control: [{ exists: false }] } },
      {
        'Normalized.Product dropped': { Normalized: { Control: [{ exists: false }] } },
        'Normalized.Control dropped': { Normalized: { Product: ['Security Hub'] } },
      },
    ],
  ])('%s', (_name, json, expected) => {
    expect(mutantsOf(json)).toEqual(expected);
  });

  it('says which of them let more pass', () => {
    const json = { a: ['x', 'y'], b: [{ 'anything-but': ['x', 'y'] }] };
    const effects = patternMutants({ json }).map(({ name, effect }) => [name, effect]);
    expect(Object.fromEntries(effects)).toEqual({
      'a dropped': 'widens',
      'a without x': 'narrows',
      'a without y': 'narrows',
      'b dropped': 'widens',
      'b anything-but without x': 'widens',
      'b anything-but without y': 'widens',
    });
  });

  it('leads to what it takes away', () => {
    const json = { a: { $or: [{ b: ['x', { 'anything-but': ['y', 'z'] }] }, { c: [1] }] } };
    const paths = Object.fromEntries(
      patternMutants({ json }).map(({ name, path }) => [name, path.join(' ')]),
    );
    expect(paths).toMatchObject({
      'a.$or dropped': 'a $or',
      'a.$or without alternative 2': 'a $or 1',
      'a.$or.1.b without x': 'a $or 0 b 0',
      'a.$or.1.b anything-but without z': 'a $or 0 b 1 anything-but 1',
    });
  });

  it('makes patterns alone of every pattern that EventBridge takes', () => {
    let made = 0;
    for (const line of readFileSync(VECTORS, 'utf8')
      .split('\n')
      .filter((text) => text !== '')) {
      const { pattern } = JSON.parse(line) as { readonly pattern: Json };
      const parsed = parsePattern(pattern);
      if (!parsed.ok) continue;
      for (const { name, toPattern } of patternMutants(parsed.value)) {
        const mutant = toPattern().json;
        expect(parsePattern(mutant), `${name} of ${line}`).toMatchObject({ ok: true });
        // A vector may have one alternative twice already.
        if (!name.includes(' alternative ')) expect(mutant, name).not.toEqual(pattern);
        made += 1;
      }
    }
    expect(made).toBeGreaterThan(1000);
  });

  it('gives names that can be shown, however long or hostile a value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (value) => {
        for (const { name } of patternMutants({ json: { a: [value, 'x'] } })) {
          expect(name.length).toBeLessThanOrEqual(161);
          expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }),
    );
  });
});
