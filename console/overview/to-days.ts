/** The longest of them: a year. */
export const LONGEST_DAYS = 365;

/** Over how many days the overview can look. */
export const DAY_RANGES: readonly number[] = [7, 30, 90, LONGEST_DAYS];

const DEFAULT_DAYS = 30;

/** The range in an address; the usual one where it names none that there is. */
export function toDays(text: string | null): number {
  return DAY_RANGES.find((days) => String(days) === text) ?? DEFAULT_DAYS;
}
