/**
 * Works on items side by side, at most `width` at the same time; results in their order. Throws the first thing that a
 * work threw once all beside it have come to their end: nothing of it goes on behind the caller's back.
 */
export async function sideBySide<T, Result>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += width) {
    for (const end of await Promise.allSettled(items.slice(at, at + width).map(work))) {
      if (end.status === 'rejected') throw end.reason;
      results.push(end.value);
    }
  }
  return results;
}
