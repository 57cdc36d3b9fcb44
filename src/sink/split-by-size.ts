/** What one request takes at most. */
export interface RequestLimits<T> {
  readonly itemsMax: number;
  readonly bytesMax: number;
  /** Bytes of an item as the service counts them. */
  readonly sizeOf: (item: T) => number;
}

/** Items in as few requests as limits and their order allow; one that is too large by itself is alone in its request. */
export function splitBySize<T>(
  items: readonly T[],
  { itemsMax, bytesMax, sizeOf }: RequestLimits<T>,
): readonly T[][] {
  const requests: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const request = requests.at(-1);
    if (request !== undefined && request.length < itemsMax && bytes + size <= bytesMax) {
      request.push(item);
      bytes += size;
    } else {
      requests.push([item]);
      bytes = size;
    }
  }
  return requests;
}
