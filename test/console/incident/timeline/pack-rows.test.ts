import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRows } from '../../../../console/incident/timeline/pack-rows.ts';

const extent = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 }))
  .map(([x1, width]) => ({ x1, x2: x1 + width }));

describe('packRows', () => {
  it('puts what overlaps below each other and the rest side by side', () => {
    const { rows, count } = packRows(
      [
        { x1: 0, x2: 10 },
        { x1: 5, x2: 9 },
        { x1: 12, x2: 20 },
      ],
      9,
      2,
    );
    expect(rows).toEqual([0, 1, 0]);
    expect(count).toBe(2);
  });

  it('never lets two overlap while there are rows', () => {
    fc.assert(
      fc.property(fc.array(extent, { maxLength: 40 }), (extents) => {
        const { rows } = packRows(extents, 100, 0);
        const overlaps = extents.some((a, i) =>
          extents.some((b, j) => i < j && rows[i] === rows[j] && a.x1 < b.x2 && b.x1 < a.x2),
        );
        expect(overlaps).toBe(false);
      }),
    );
  });

  it('keeps to the rows that there are', () => {
    fc.assert(
      fc.property(fc.array(extent), fc.integer({ min: 1, max: 4 }), (extents, max) => {
        const { rows, count } = packRows(extents, max, 2);
        expect(count).toBeLessThanOrEqual(max);
        expect(rows.every((row) => row < count)).toBe(true);
      }),
    );
  });
});
