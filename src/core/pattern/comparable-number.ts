/** Numbers beyond this are compared as they are written, never by size (aws/event-ruler, ComparableNumber). */
export const COMPARABLE_MAX = 5e11;

/**
 * True for a number that `numeric` can compare: within ±5e11 and with at most six decimals. Any other number
 * passes no numeric expression (aws/event-ruler, ComparableNumber).
 */
export function isComparable(value: number): boolean {
  if (!(Math.abs(value) <= COMPARABLE_MAX)) return false;
  return Number.isInteger(value) || Number(value.toFixed(6)) === value;
}
