import type { DeliveryCounts } from '../core/delivery-counts.ts';
import { toCountText } from './progress.ts';

/** What became of deliveries, in one line: `received 5: 4 matched, 1 ignored, …; context 0`. */
export function toSummaryText(counts: DeliveryCounts): string {
  const { matched, ignored, duplicate, stale, quarantined } = counts;
  const ends = Object.entries({ matched, ignored, duplicate, stale, quarantined });
  const told = ends.map(([name, count]) => `${toCountText(count)} ${name}`).join(', ');
  return `received ${toCountText(counts.received)}: ${told}; context ${toCountText(counts.context)}`;
}
