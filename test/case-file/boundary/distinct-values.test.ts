import { describe, expect, it } from 'vitest';
import { earliestStart, latestEnd, neededPieces } from '../../../src/case-file/boundary/distinct-values.ts';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import type { Instant } from '../../../src/core/instant.ts';

function piece(id: string, from: number, to: number, values?: readonly string[]): Evidence {
  const finding = { productArn: 'p', id };
  const interval = { from: from as Instant, to: to as Instant, lastObserved: to as Instant };
  return { finding, title: '', kind: 'activity', ...interval, ...(values !== undefined && { values }) };
}

const A = piece('a', 1, 2, ['x']);
const B = piece('b', 3, 9, ['x']);
const C = piece('c', 2, 4, ['y']);
const D = piece('d', 5, 6, ['y', 'z']);

describe('neededPieces', () => {
  it.each<[string, readonly Evidence[], number, readonly string[]]>([
    ['all of one', [A], 1, ['a']],
    ['both findings of the value that is too many', [A, B, C], 2, ['a', 'b']],
    ['one piece, where one has a value alone', [A, C], 2, ['a']],
    ['pieces until there is one value too few', [A, B, C, D], 3, ['a', 'b']],
    ['as few values as it can be, where a piece has several', [A, D], 3, ['a']],
    ['none, where there are too few already', [A, C], 3, []],
    ['findings, where no values are counted', [piece('e', 1, 1), piece('f', 1, 1)], 2, ['e']],
  ])('takes %s', (_name, pieces, count, expected) => {
    const taken = neededPieces(pieces, count).map(({ finding }) => finding.id);
    expect(taken.sort()).toEqual(expected);
  });
});

describe('the instants until and from which a count is met', () => {
  it.each([
    [1, 9, 1],
    [2, 6, 2],
    [3, 6, 5],
  ])('count %i', (count, end, start) => {
    expect(latestEnd([A, B, C, D], count)).toBe(end);
    expect(earliestStart([A, B, C, D], count)).toBe(start);
  });

  it('are not there for too few values', () => {
    expect(latestEnd([A, B], 2)).toBeUndefined();
    expect(earliestStart([A, B], 2)).toBeUndefined();
  });
});
