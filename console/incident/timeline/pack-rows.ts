/** Something that takes room from `x1` to `x2`. */
export interface Extent {
  readonly x1: number;
  readonly x2: number;
}

/**
 * A row for each of the extents, so that those of one row do not overlap, and how many rows there are; where `max` rows
 * do not suffice, an extent overlaps in the row that is free first.
 */
export function packRows(
  extents: readonly Extent[],
  max: number,
  gap: number,
): { readonly rows: readonly number[]; readonly count: number } {
  const rows = new Array<number>(extents.length).fill(0);
  const ends: number[] = [];
  const order = extents
    .map((_, index) => index)
    .sort((a, b) => startOf(extents[a]) - startOf(extents[b]) || a - b);
  for (const index of order) {
    const extent = extents[index];
    if (extent === undefined) continue;
    const row = rowFor(ends, extent.x1 - gap, max);
    rows[index] = row;
    ends[row] = Math.max(ends[row] ?? extent.x2, extent.x2);
  }
  return { rows, count: ends.length };
}

function startOf(extent: Extent | undefined): number {
  return extent?.x1 ?? 0;
}

function rowFor(ends: readonly number[], x1: number, max: number): number {
  const free = ends.findIndex((end) => end <= x1);
  if (free >= 0) return free;
  if (ends.length < max) return ends.length;
  return ends.indexOf(Math.min(...ends));
}
