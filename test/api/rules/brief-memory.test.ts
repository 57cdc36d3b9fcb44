import { describe, expect, it } from 'vitest';
import { createBriefMemory } from '../../../src/api/rules/brief-memory.ts';
import type { Instant } from '../../../src/core/instant.ts';

describe('createBriefMemory', () => {
  it('makes anew what is older than that', async () => {
    let now = 0;
    let made = 0;
    const remember = createBriefMemory<number>(100, () => now as Instant);
    const make = async () => {
      made += 1;
      return made;
    };
    expect([await remember('a', make), await remember('a', make), await remember('b', make)]).toEqual([
      1, 1, 2,
    ]);
    now = 100;
    expect(await remember('a', make)).toBe(3);
  });

  it('does not remember what failed', async () => {
    const remember = createBriefMemory<number>(100, () => 0 as Instant);
    await expect(remember('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await remember('a', async () => 1)).toBe(1);
  });
});
