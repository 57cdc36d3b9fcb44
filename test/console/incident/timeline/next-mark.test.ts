import { describe, expect, it } from 'vitest';
import { type MoveKey, nextMark } from '../../../../console/incident/timeline/next-mark.ts';
import type { Lane, Mark } from '../../../../console/incident/timeline/timeline-layout.ts';

const mark = (key: string, x1: number, y = 0): Mark => ({
  key,
  x1,
  x2: x1 + 10,
  y,
  shape: 'point',
  isOpen: false,
});

const LANES: readonly Lane[] = [
  { signal: 'a', y: 0, marks: [mark('a3', 30), mark('a1', 10, 1), mark('a0', 10)] },
  { signal: 'none', y: 20, marks: [] },
  { signal: 'b', y: 40, marks: [mark('b1', 5), mark('b2', 28)] },
];

describe('nextMark', () => {
  it.each<[from: string, key: MoveKey, to: string]>([
    ['a0', 'ArrowRight', 'a1'],
    ['a1', 'ArrowRight', 'a3'],
    ['a3', 'ArrowRight', 'a3'],
    ['a1', 'ArrowLeft', 'a0'],
    ['a3', 'Home', 'a0'],
    ['a0', 'End', 'a3'],
    ['a3', 'ArrowDown', 'b2'],
    ['b1', 'ArrowUp', 'a1'],
    ['b1', 'ArrowDown', 'b1'],
    ['a0', 'ArrowUp', 'a0'],
  ])('goes from %s by %s to %s', (from, key, to) => {
    const start = LANES.flatMap(({ marks }) => marks).find((each) => each.key === from);
    expect(start && nextMark(LANES, start, key).key).toBe(to);
  });
});
