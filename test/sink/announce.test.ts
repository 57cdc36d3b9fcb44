import { describe, expect, it } from 'vitest';
import type { News } from '../../src/format/incident/news.ts';
import { announceToAll } from '../../src/sink/announce.ts';
import { makeNews } from '../format/incident/make-news.ts';

describe('announceToAll', () => {
  it('tells each of them, one after the other, and none of nothing', async () => {
    const told: string[] = [];
    const listener = (name: string) => async (news: readonly News[]) =>
      void told.push(`${name} ${news.length}`);
    const announce = announceToAll([listener('a'), listener('b')]);
    await announce([makeNews()]);
    await announce([]);
    expect(told).toEqual(['a 1', 'b 1']);
  });

  it('fails when one of them does', async () => {
    const failing = async () => {
      throw new Error('not reached');
    };
    await expect(announceToAll([async () => {}, failing])([makeNews()])).rejects.toThrow('not reached');
  });
});
