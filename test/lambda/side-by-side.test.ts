import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../src/lambda/side-by-side.ts';

describe('working side by side', () => {
  it('never does more at the same time than it may, and keeps the order of results', async () => {
    let running = 0;
    let most = 0;
    const results = await sideBySide([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let ticks = item; ticks < 8; ticks += 1) await tick();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(most).toBe(3);
  });

  it('tells what failed only when nothing is under way any more, and begins nothing new', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error('the first');
      await tick();
      ended.push(item);
    };
    await expect(sideBySide([1, 2, 3, 4], 3, work)).rejects.toThrow('the first');
    expect(ended).toEqual([2, 3]);
  });
});
