import type { Outcome } from '../core/correlation/finding-change.ts';
import { isOwnFinding } from '../core/correlation/own-finding.ts';
import { findingOrder } from '../core/finding/version-order.ts';
import { withdrawalOf } from '../core/finding/withdrawal.ts';
import type { KeptFindings } from '../store.ts';
import type { ReadFinding } from './replay-records.ts';

/** Keeps findings that were read, and knows the newest. */
export interface FindingKeeper {
  keep(read: ReadFinding, outcome: Outcome): Promise<void>;
  /** The greatest `UpdatedAt` so far, to the nanosecond. */
  newest(): string | undefined;
}

/**
 * Keeps versions of findings that are news: all, or of those that could concern a rule. Our own findings are incidents that
 * came back; they are kept as such.
 */
export function createFindingKeeper(
  kept: KeptFindings | undefined,
  keeps: 'all' | 'concerning',
): FindingKeeper {
  let newest: string | undefined;
  return {
    keep: async ({ finding, time, isConcerning }, outcome) => {
      const order = findingOrder(finding, time);
      const updated = order.slice(0, order.indexOf('|'));
      if (newest === undefined || updated > newest) newest = updated;
      if (keeps === 'concerning' && !isConcerning) return;
      if (outcome === 'duplicate' || outcome === 'stale' || isOwnFinding(finding)) return;
      await kept?.keep({
        key: { productArn: finding.ProductArn, id: finding.Id },
        body: finding,
        ...(time !== undefined && { time }),
        isWithdrawn: withdrawalOf(finding) !== undefined,
        order,
      });
    },
    newest: () => newest,
  };
}
