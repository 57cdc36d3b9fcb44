import { describe, expect, it } from 'vitest';
import { patternLeaves } from '../../../src/core/pattern/pattern-leaves.ts';
import { patternOf } from './pattern-arbitraries.ts';

describe('patternLeaves', () => {
  it('lists paths in the order in which they are written', () => {
    const pattern = patternOf({ a: { b: ['x', { prefix: 'y' }] }, $or: [{ c: [1] }, { a: { d: [null] } }] });
    expect(patternLeaves(pattern)).toEqual([
      {
        path: ['a', 'b'],
        text: 'a.b',
        place: ['a', 'b'],
        matchers: [
          { kind: 'exact', value: 'x' },
          { kind: 'prefix', text: 'y', ignoresCase: false },
        ],
        isInsideOr: false,
        isOverriding: false,
      },
      {
        path: ['c'],
        text: 'c',
        place: ['$or', 0, 'c'],
        matchers: [{ kind: 'exact', value: 1 }],
        isInsideOr: true,
        isOverriding: false,
      },
      {
        path: ['a', 'd'],
        text: 'a.d',
        place: ['$or', 1, 'a', 'd'],
        matchers: [{ kind: 'exact', value: null }],
        isInsideOr: true,
        isOverriding: false,
      },
    ]);
  });

  it.each([
    ['inside after outside', { a: ['x'], $or: [{ a: ['y'] }, { b: ['z'] }] }, [false, true, false]],
    ['outside after inside', { $or: [{ a: ['y'] }, { b: ['z'] }], a: ['x'] }, [false, false, true]],
    ['two branches of one `$or`', { $or: [{ a: ['y'] }, { a: ['z'] }] }, [false, false]],
    ['a path spelled with a dot', { a: { b: ['x'] }, 'a.b': ['y'] }, [false, true]],
    [
      'nested `$or`',
      { a: ['x'], $or: [{ $or: [{ a: ['y'] }, { b: ['z'] }] }, { c: ['z'] }] },
      [false, true, false, false],
    ],
  ])('finds a path given twice: %s', (_, json, expected) => {
    expect(patternLeaves(patternOf(json)).map((leaf) => leaf.isOverriding)).toEqual(expected);
  });
});
