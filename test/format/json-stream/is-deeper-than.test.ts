import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { isDeeperThan } from '../../../src/format/json-stream/is-deeper-than.ts';

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
