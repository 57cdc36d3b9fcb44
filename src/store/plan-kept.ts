import type { KeptFinding } from '../store.ts';

/** The orders of what is kept of one finding: where both are there, the withdrawn version is the newest. */
export interface KeptOrders {
  readonly open?: string | undefined;
  readonly withdrawn?: string | undefined;
}

/** What keeping a version comes to: whether it takes the place of its like, and whether the withdrawn one goes. */
export interface KeptPlan {
  readonly isKept: boolean;
  readonly endsWithdrawn: boolean;
}

/**
 * Weighs a version against what is kept of its finding: the newest, and where that is withdrawn, the newest that was
 * not. Of two versions of one order the one that arrives later is the newer.
 */
export function planKept(
  { open, withdrawn }: KeptOrders,
  { order, isWithdrawn }: Pick<KeptFinding, 'order' | 'isWithdrawn'>,
): KeptPlan {
  const isOlderThan = (other: string | undefined) => other !== undefined && other > order;
  const isKept = !isOlderThan(open) && !(isWithdrawn && isOlderThan(withdrawn));
  return { isKept, endsWithdrawn: !isWithdrawn && withdrawn !== undefined && withdrawn <= order };
}
