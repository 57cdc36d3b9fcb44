import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { isDeeperThan, mayBeDeeperThan } from '../../../src/format/json-stream/is-deeper-than.ts';

describe('isDeeperThan', () => {
  it.each<[Json, number]>([
    [1, 0],
    ['a', 0],
    [null, 0],
    [{}, 1],
    [[], 1],
    [{ a: 1, b: [1], c: {} }, 2],
    [[[], [[]], []], 3],
    [JSON.parse('{"__proto__":{"a":{}}}') as Json, 3],
  ])('%j has depth %i', (value, depth) => {
    expect(isDeeperThan(value, depth)).toBe(false);
    if (depth > 0) expect(isDeeperThan(value, depth - 1)).toBe(true);
  });

  it('stops at the depth asked for', () => {
    const value = JSON.parse(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`) as Json;
    expect(isDeeperThan(value, 200)).toBe(true);
  });
});

describe('mayBeDeeperThan', () => {
  it('never denies what is deeper', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 1, max: 8 }), (text, depth) => {
        if (isDeeperThan(JSON.parse(text) as Json, depth)) expect(mayBeDeeperThan(text, depth)).toBe(true);
      }),
    );
  });

  it('denies what has few brackets', () => {
    expect(mayBeDeeperThan('{"a":[{}]}', 4)).toBe(false);
    expect(mayBeDeeperThan('[[[]]]', 4)).toBe(true);
  });
});
