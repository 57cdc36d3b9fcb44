import type { DeliveryCounts } from '../../src/core/delivery-counts.ts';

/** What a delivery can become, each once; `context` is counted apart. */
export const OUTCOMES = ['matched', 'ignored', 'duplicate', 'stale', 'quarantined'] as const;

/** How many more were received than have become something; 0 when nothing disappeared. */
export function missingFrom(counts: DeliveryCounts): number {
  return OUTCOMES.reduce((rest, outcome) => rest - counts[outcome], counts.received);
}
