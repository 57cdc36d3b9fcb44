import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';
import { patternLeaves } from '../../../src/core/pattern/pattern-leaves.ts';
import { reducePattern } from '../../../src/core/pattern/reduce-pattern.ts';
import { arbitraryFlatEvent, arbitraryPattern, eventNear, patternOf } from './pattern-arbitraries.ts';

const isA = (path: readonly string[]): boolean => path[0] === 'a';

const arbitraryCase = arbitraryPattern.chain((pattern) =>
  fc.tuple(fc.constant(pattern), fc.oneof(arbitraryFlatEvent, eventNear(pattern, { hasLists: false }))),
);

describe('reducePattern', () => {
  it.each<[string, Json, Json | undefined]>([
    ['leaves what is kept', { a: ['x'], b: ['y'] }, { a: ['x'] }],
    [
      'keeps nested members',
      { a: { c: ['x'], d: [{ prefix: 'y' }] }, b: { c: ['z'] } },
      { a: { c: ['x'], d: [{ prefix: 'y' }] } },
    ],
    ['leaves nothing', { b: ['y'] }, undefined],
    [
      'keeps `$or` where every branch keeps something',
      { $or: [{ a: ['x'], b: ['y'] }, { a: ['z'] }] },
      { $or: [{ a: ['x'] }, { a: ['z'] }] },
    ],
    ['drops `$or` where a branch keeps nothing', { $or: [{ a: ['x'] }, { b: ['y'] }] }, undefined],
    [
      'keeps `$or` inside an object',
      { a: { $or: [{ c: ['x'] }, { d: ['y'] }] } },
      { a: { $or: [{ c: ['x'] }, { d: ['y'] }] } },
    ],
    ['does not keep a path that is given twice', { a: ['x'], $or: [{ a: ['y'] }, { b: ['z'] }] }, undefined],
  ])('%s', (_, json, expected) => {
    expect(reducePattern(patternOf(json), isA)?.json).toEqual(expected);
  });

  it('keeps a member called `__proto__` a member', () => {
    const pattern = patternOf(JSON.parse('{"__proto__": {"b": ["x"]}, "c": ["y"]}'));
    const reduced = reducePattern(pattern, (path) => path[0] === '__proto__');
    expect(JSON.stringify(reduced?.json)).toBe('{"__proto__":{"b":["x"]}}');
  });

  it('changes nothing when everything is kept', () => {
    fc.assert(
      fc.property(arbitraryPattern, (pattern) => {
        fc.pre(!patternLeaves(pattern).some((leaf) => leaf.isOverriding));
        expect(reducePattern(pattern, () => true)?.json).toEqual(pattern.json);
      }),
    );
  });

  it('matches whatever the pattern matches', () => {
    const keptNames = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'a.b', '__proto__', 'constructor', 'é'));
    fc.assert(
      fc.property(arbitraryCase, keptNames, ([pattern, event], kept) => {
        const reduced = reducePattern(pattern, (path) => kept.some((name) => name === path[0]));
        if (reduced === undefined) return;
        expect(parsePattern(reduced.json).ok).toBe(true);
        if (compilePattern(pattern)(event)) expect(compilePattern(reduced)(event)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
