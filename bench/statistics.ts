/** The middle of some numbers, of an even count the mean of the two in the middle; throws when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new Error('the median of nothing');
  return (lower + upper) / 2;
}

/** How far numbers lie from their middle, like a standard deviation but unmoved by one run that went wrong. */
export function deviation(values: readonly number[]): number {
  const middle = median(values);
  return NORMAL_RATIO * median(values.map((value) => Math.abs(value - middle)));
}

/** Standard deviation ÷ median distance from the middle, of a normal distribution. */
const NORMAL_RATIO = 1.4826;
