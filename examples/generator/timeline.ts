/** The first instant of the examples; what was observed first may be older. */
export const START_MS: number = Date.UTC(2026, 0, 1);

/** The time over which the findings of a run are spread, whatever their number. */
export const SPAN_MS: number = 60 * 86_400_000;
