/** A list that stays sorted. Chunks keep an insertion cheap however long the list gets. */
export interface SortedList<T> {
  readonly size: number;
  add(item: T): void;
  /** Removes the item that compares equal; false when there is none. */
  delete(item: T): boolean;
  at(index: 0 | -1): T | undefined;
  /** Items in order, from the first that does not come before `start` (whole list without it). */
  from(start?: T): IterableIterator<T>;
}

const CHUNK_MAX = 512;

/** Makes an empty list sorted by `compare`, which must tell any two different items apart. */
export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const chunks: T[][] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add: (item) => {
      const index = Math.min(chunkIndexOf(chunks, item, compare), Math.max(chunks.length - 1, 0));
      const chunk = chunks[index] ?? [];
      if (chunks.length === 0) chunks.push(chunk);
      chunk.splice(firstNotBefore(chunk, item, compare), 0, item);
      size += 1;
      if (chunk.length > CHUNK_MAX) chunks.splice(index + 1, 0, chunk.splice(CHUNK_MAX / 2));
    },
    delete: (item) => {
      const index = chunkIndexOf(chunks, item, compare);
      const chunk = chunks[index];
      if (chunk === undefined) return false;
      const position = firstNotBefore(chunk, item, compare);
      const found = chunk[position];
      if (found === undefined || compare(found, item) !== 0) return false;
      chunk.splice(position, 1);
      size -= 1;
      if (chunk.length === 0) chunks.splice(index, 1);
      return true;
    },
    at: (index) => chunks.at(index)?.at(index),
    from: (start) => iterate(chunks, start, compare),
  };
}

/** The first chunk whose last item does not come before the item; the number of chunks when there is none. */
function chunkIndexOf<T>(chunks: readonly T[][], item: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const last = chunks[middle]?.at(-1);
    if (last !== undefined && compare(last, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstNotBefore<T>(chunk: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = chunk[middle];
    if (candidate !== undefined && compare(candidate, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* iterate<T>(
  chunks: readonly T[][],
  start: T | undefined,
  compare: (a: T, b: T) => number,
): IterableIterator<T> {
  let index = start === undefined ? 0 : chunkIndexOf(chunks, start, compare);
  let position = start === undefined ? 0 : firstNotBefore(chunks[index] ?? [], start, compare);
  for (; index < chunks.length; index += 1, position = 0) {
    const chunk = chunks[index] ?? [];
    for (; position < chunk.length; position += 1) {
      const item = chunk[position];
      if (item !== undefined) yield item;
    }
  }
}
