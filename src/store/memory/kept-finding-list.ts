import { compareText } from '../../core/compare-text.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import type { KeptFinding, KeptFindings } from '../../store.ts';
import { planKept } from '../plan-kept.ts';
import { createSortedList } from './sorted-list.ts';

/** Makes an empty list of kept findings. */
export function createKeptFindingList(): KeptFindings {
  const byKey = new Map<string, Versions>();
  const byOrder = createSortedList(compareKept);
  const replace = (held: KeptFinding | undefined, next: KeptFinding | undefined) => {
    if (held !== undefined) byOrder.delete(held);
    if (next !== undefined) byOrder.add(next);
    return next;
  };
  return {
    keep: async (finding) => {
      const text = textOf(finding.key);
      const held = byKey.get(text) ?? {};
      const orders = { open: held.open?.order, withdrawn: held.withdrawn?.order };
      const { isKept, endsWithdrawn } = planKept(orders, finding);
      if (endsWithdrawn) held.withdrawn = replace(held.withdrawn, undefined);
      if (!isKept) return;
      const name = finding.isWithdrawn ? 'withdrawn' : 'open';
      held[name] = replace(held[name], finding);
      byKey.set(text, held);
    },
    load: async (key) => {
      const held = byKey.get(textOf(key));
      return held?.withdrawn ?? held?.open;
    },
    list: async ({ after, limit }) => {
      const page: KeptFinding[] = [];
      for (const finding of byOrder.from(after)) {
        if (page.length >= limit) break;
        if (after === undefined || compareKept(finding, after) > 0) page.push(finding);
      }
      return page;
    },
    count: async () => byOrder.size,
  };
}

/** One text for a key, whatever characters it has. */
function textOf({ productArn, id }: FindingKey): string {
  return JSON.stringify([productArn, id]);
}

interface Versions {
  open?: KeptFinding | undefined;
  withdrawn?: KeptFinding | undefined;
}

function compareKept(a: KeptFinding, b: KeptFinding): number {
  return (
    compareText(a.order, b.order) ||
    compareText(a.key.productArn, b.key.productArn) ||
    compareText(a.key.id, b.key.id) ||
    Number(a.isWithdrawn) - Number(b.isWithdrawn)
  );
}
