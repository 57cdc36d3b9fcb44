/**
 * A page out of a hundred thousand rows needs its own rows in order and no others. Going through all of them once, only
 * what comes before the last of the best so far is kept, which for a page near either end is one comparison a row.
 */

/** Sorting again and again must not cost more than it saves. */
const KEPT_MIN = 256;

/** What `rows.toSorted(compare).slice(start, end)` gives; `compare` must never find two of the rows alike. */
export function sortedPage<T>(
  rows: readonly T[],
  compare: (a: T, b: T) => number,
  start: number,
  end: number,
): readonly T[] {
  const half = rows.length / 2;
  if (end <= half) return firstRows(rows, compare, end).slice(start);
  if (start < half) return rows.toSorted(compare).slice(start, end);
  const last = firstRows(rows, (a, b) => compare(b, a), Math.max(0, rows.length - start));
  return last.reverse().slice(0, end - start);
}

function firstRows<T>(rows: readonly T[], compare: (a: T, b: T) => number, count: number): T[] {
  const limit = Math.max(count, KEPT_MIN);
  let kept: T[] = [];
  let last: T | undefined;
  for (const row of rows) {
    if (last !== undefined && compare(row, last) > 0) continue;
    kept.push(row);
    if (kept.length < 2 * limit) continue;
    kept = kept.sort(compare).slice(0, limit);
    last = kept.at(-1);
  }
  return kept.sort(compare).slice(0, count);
}
