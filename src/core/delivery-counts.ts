/** What became of deliveries, each counted once; `context` is counted apart (design 4.7). */
export interface DeliveryCounts {
  readonly received: number;
  readonly matched: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly stale: number;
  readonly quarantined: number;
  readonly context: number;
}

/** Counts of no deliveries. */
export const NO_DELIVERIES: DeliveryCounts = {
  received: 0,
  matched: 0,
  ignored: 0,
  duplicate: 0,
  stale: 0,
  quarantined: 0,
  context: 0,
};

/** The counts of both together. */
export function addCounts(a: DeliveryCounts, b: DeliveryCounts): DeliveryCounts {
  return {
    received: a.received + b.received,
    matched: a.matched + b.matched,
    ignored: a.ignored + b.ignored,
    duplicate: a.duplicate + b.duplicate,
    stale: a.stale + b.stale,
    quarantined: a.quarantined + b.quarantined,
    context: a.context + b.context,
  };
}
