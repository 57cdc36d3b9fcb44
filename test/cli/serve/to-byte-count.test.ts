import { describe, expect, it } from 'vitest';
import { toByteCount } from '../../../src/cli/serve/to-byte-count.ts';

describe('toByteCount', () => {
  it.each([
    ['1', 1],
    ['1000', 1000],
    ['500KiB', 512_000],
    ['32mib', 33_554_432],
    ['4GiB', 4_294_967_296],
  ])('%s is %i', (text, bytes) => {
    expect(toByteCount(text)).toBe(bytes);
  });

  it.each(['', '0', '-1', '1.5MiB', '32MB', '5GiB', 'MiB', '1e3', '٣'])('%j is no size', (text) => {
    expect(() => toByteCount(text)).toThrow('It is no size');
  });
});
