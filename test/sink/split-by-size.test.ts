import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBySize } from '../../src/sink/split-by-size.ts';

const limits = { itemsMax: 3, bytesMax: 10, sizeOf: (size: number) => size };

describe('requests', () => {
  it.each([
    { what: 'nothing', items: [], requests: [] },
    { what: 'as many items as one takes', items: [1, 1, 1], requests: [[1, 1, 1]] },
    { what: 'one item more', items: [1, 1, 1, 1], requests: [[1, 1, 1], [1]] },
    { what: 'as many bytes as one takes', items: [4, 6], requests: [[4, 6]] },
    { what: 'one byte more', items: [4, 7], requests: [[4], [7]] },
    { what: 'an item that is too large', items: [1, 99, 1], requests: [[1], [99], [1]] },
  ])('of $what', ({ items, requests }) => {
    expect(splitBySize<number>(items, limits)).toEqual(requests);
  });

  it('hold every item in its order, within the limits, and none could take the first of the next', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 })), (items) => {
        const requests = splitBySize(items, limits);
        expect(requests.flat()).toEqual(items);
        const bytesOf = (request: readonly number[]) => request.reduce((sum, size) => sum + size, 0);
        for (const [index, request] of requests.entries()) {
          if (request.length > 1) expect(bytesOf(request)).toBeLessThanOrEqual(limits.bytesMax);
          expect(request.length).toBeLessThanOrEqual(limits.itemsMax);
          const [next] = requests[index + 1] ?? [];
          if (next === undefined || request.length === limits.itemsMax) continue;
          expect(bytesOf(request) + next).toBeGreaterThan(limits.bytesMax);
        }
      }),
    );
  });
});
