/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. Intervals and decisions are counted in these. */
export type Instant = number & { readonly unit: 'instant-ms' };

/** A length of time in milliseconds. */
export type DurationMs = number;
