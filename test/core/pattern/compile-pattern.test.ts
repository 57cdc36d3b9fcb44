import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import { matchByTrial } from './match-by-trial.ts';
import { arbitraryEvent, arbitraryPattern, eventNear, patternOf } from './pattern-arbitraries.ts';

function matches(pattern: Json, event: JsonObject): boolean {
  return compilePattern(patternOf(pattern))(event);
}

const RESOURCES = { Resources: [{ Type: 'Bucket', Id: 'one' }, { Type: 'Instance', Id: 'two' }, 'three'] };

const arbitraryCase = arbitraryPattern.chain((pattern) =>
  fc.tuple(fc.constant(pattern), fc.oneof(arbitraryEvent, eventNear(pattern))),
);

describe('compilePattern', () => {
  it.each<[string, Json, JsonObject, boolean]>([
    ['takes a list of values for any of them', { a: ['x'] }, { a: ['y', 'x'] }, true],
    ['tells a number from its text', { a: [5] }, { a: '5' }, false],
    ['finds nothing in an empty list', { a: [{ exists: true }] }, { a: [] }, false],
    ['finds nothing in an object', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ['takes null for a value', { a: [{ exists: true }] }, { a: null }, true],
    ['takes a dot in a member for a step', { a: { b: ['x'] } }, { 'a.b': 'x' }, true],
    ['takes a dot in a pattern for a step', { 'a.b': ['x'] }, { a: { b: 'x' } }, true],
    ['looks at both spellings of a path', { a: { b: ['x'] } }, { a: { b: 'y' }, 'a.b': 'x' }, true],
    ['does not see what objects inherit', { constructor: { name: [{ exists: true }] } }, {}, false],
    ['chooses values of one element', { Resources: { Type: ['Bucket'], Id: ['one'] } }, RESOURCES, true],
    ['does not mix elements', { Resources: { Type: ['Bucket'], Id: ['two'] } }, RESOURCES, false],
    [
      'sees absence in the chosen element only',
      { L: { a: ['x'], b: [{ exists: false }] } },
      { L: [{ a: 'x' }, { b: 1 }] },
      true,
    ],
    [
      'sees presence where nothing is chosen yet',
      { L: { a: [{ exists: false }], b: [1] } },
      { L: [{ a: 'x' }, { b: 1 }] },
      false,
    ],
    [
      'takes a path given twice from its last place',
      { a: ['x'], $or: [{ a: ['y'] }, { b: ['z'] }] },
      { a: 'y' },
      true,
    ],
    [
      'lets an outer path win when it comes last',
      { $or: [{ a: ['y'] }, { b: ['z'] }], a: ['x'] },
      { a: 'y' },
      false,
    ],
    ['reads one address in many spellings', { a: ['2001:db8::1'] }, { a: '2001:0DB8:0:0:0:0:0:1' }, true],
    ['unwraps IPv4 inside IPv6', { a: [{ cidr: '10.0.0.0/8' }] }, { a: '::ffff:a01:1' }, true],
    ['starts a range at its address', { a: [{ cidr: '10.0.0.5/8' }] }, { a: '10.0.0.4' }, false],
    ['does not compare families', { a: [{ cidr: '32.0.0.0/8' }] }, { a: '2001:db8::1' }, false],
    ['folds each unit of the pattern', { a: [{ 'equals-ignore-case': 'ß' }] }, { a: 'SS' }, true],
    ['does not fold the event', { a: [{ 'equals-ignore-case': 'SS' }] }, { a: 'ß' }, false],
    ['cannot compare seven decimals', { a: [{ numeric: ['>', 0] }] }, { a: 0.1234567 }, false],
    ['cannot compare beyond 5e11', { a: [{ numeric: ['>', 0] }] }, { a: 6e11 }, false],
    ['escapes a star', { a: [{ wildcard: 'x\\*y' }] }, { a: 'xzy' }, false],
    ['does not use one letter twice in a wildcard', { a: [{ wildcard: 'aba*ba' }] }, { a: 'ababa' }, true],
    ['does not overlap the ends of a wildcard', { a: [{ wildcard: 'aba*aba' }] }, { a: 'aba' }, false],
  ])('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('reads members called `__proto__`', () => {
    const pattern = JSON.parse('{"__proto__": {"a": ["x"]}}');
    expect(matches(pattern, JSON.parse('{"__proto__": {"a": "x"}}'))).toBe(true);
    expect(matches(pattern, { a: 'x' })).toBe(false);
  });

  it('agrees with trying every choice of values', () => {
    fc.assert(
      fc.property(arbitraryCase, ([pattern, event]) => {
        expect(compilePattern(pattern)(event)).toBe(matchByTrial(pattern, event));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('hostile events', () => {
  it('does not try the stars of a wildcard against each other', () => {
    const wildcard = `${'*a'.repeat(500)}*b`;
    expect(matches({ a: [{ wildcard }] }, { a: 'a'.repeat(200_000) })).toBe(false);
    expect(matches({ a: [{ wildcard }] }, { a: `${'a'.repeat(200_000)}b` })).toBe(true);
  });

  it.each<[string, string, string]>([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['objects in lists', '[{"a":', '}]'],
  ])('survives 50,000 nested %s', (_, open, close) => {
    const event = JSON.parse(`{"a":${open.repeat(50_000)}"x"${close.repeat(50_000)}}`);
    expect(matches({ a: ['x'], b: [{ exists: false }] }, event)).toBe(false);
    expect(matches({ a: { a: ['x'], b: [{ exists: false }] } }, event)).toBe(false);
  });

  it('does not compare every element with every other', () => {
    const element = (index: number): JsonObject => ({ a: 'x', b: index });
    const event = { L: Array.from({ length: 20_000 }, (_, index) => element(index)) };
    expect(matches({ L: { a: ['x'], b: [19_999] } }, event)).toBe(true);
    expect(matches({ L: { a: ['x'], b: [-1] } }, event)).toBe(false);
  });

  it('does not combine the elements of independent lists', () => {
    const names = ['k', 'l', 'm', 'n', 'o', 'p'];
    const list = Array.from({ length: 500 }, () => ({ a: 'x', b: 'y' }));
    const event = Object.fromEntries(names.map((name) => [name, structuredClone(list)]));
    const pattern = Object.fromEntries(names.map((name) => [name, { a: ['x'], b: ['y'] }]));
    expect(matches(pattern, event)).toBe(true);
    expect(matches({ ...pattern, p: { a: ['x'], b: ['z'] } }, event)).toBe(false);
  });
});
