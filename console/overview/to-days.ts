/** Over how many days the overview can look. */
export const DAY_RANGES: readonly number[] = [7, 30, 90, 365];

const DEFAULT_DAYS = 30;

/** The range in an address; the usual one where it names none that there is. */
export function toDays(text: string | null): number {
  return DAY_RANGES.find((days) => String(days) === text) ?? DEFAULT_DAYS;
}
