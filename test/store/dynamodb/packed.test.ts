import { describe, expect, it } from 'vitest';
import { fromPacked, toPacked } from '../../../src/store/dynamodb/packed.ts';
import { StoreError } from '../../../src/store.ts';

describe('a packed value', () => {
  it.each([
    ['short', 'S', ['a', null, '\ud800']],
    ['long', 'B', { text: 'é\ud800'.repeat(1000) }],
  ])('that is %s is kept as %s, and is the same again', (_length, kind, value) => {
    const packed = toPacked(value);
    expect(Object.keys(packed)).toEqual([kind]);
    expect(fromPacked(packed)).toEqual(value);
  });

  it.each([
    ['nothing', undefined],
    ['text that is no JSON', { S: 'spoilt' }],
    ['bytes that are not deflated', { B: new Uint8Array([1, 2, 3]) }],
    ['an attribute of another kind', { N: '1' }],
  ])('is never %s', (_what, attribute) => {
    expect(() => fromPacked(attribute)).toThrow(StoreError);
  });
});
