import type { Relation } from '../entity/entity.ts';
import { type Filing, isSameEvidence } from './evidence.ts';
import { type Observation, openFilings } from './observe.ts';
import { relationText } from './related-entity.ts';

/** What one delivery of a finding came to (design 4.7); `quarantined` is said by whoever could not read it. */
export type Outcome = 'matched' | 'ignored' | 'duplicate' | 'stale';

/** What a newer version changes: everything a store must write for it, in one piece. */
export interface FindingChange {
  readonly next: Observation;
  /** Order of the version that this one replaces; a save must fail when the store holds another. */
  readonly replaces?: string;
  readonly filed: readonly Filing[];
  readonly withdrawn: readonly Filing[];
  readonly stated: readonly Relation[];
  readonly ended: readonly Relation[];
}

/** What a delivery means beside the newest version known so far, and what is to be saved, if anything. */
export interface FindingPlan {
  readonly outcome: Outcome;
  readonly change?: FindingChange;
}

/** Weighs a version against the newest one known (design 4.1) and says what changes. */
export function planFinding(known: Observation | undefined, next: Observation): FindingPlan {
  if (known === undefined) {
    return { outcome: next.isMatched ? 'matched' : 'ignored', change: changeFrom(undefined, next) };
  }
  if (isSameContent(known, next)) {
    if (next.order <= known.order) return { outcome: 'duplicate' };
    return { outcome: 'duplicate', change: changeFrom(known, next) };
  }
  if (next.order < known.order) return { outcome: 'stale' };
  const outcome = next.isMatched || known.isMatched ? 'matched' : 'ignored';
  return { outcome, change: changeFrom(known, next) };
}

/** The content hash is the last part of the order, behind UpdatedAt and the version's time. */
function isSameContent(a: Observation, b: Observation): boolean {
  return hashOf(a.order) === hashOf(b.order);
}

function hashOf(order: string): string {
  return order.slice(order.lastIndexOf('|') + 1);
}

function changeFrom(known: Observation | undefined, next: Observation): FindingChange {
  const before = new Map((known === undefined ? [] : openFilings(known)).map((f) => [filingText(f), f]));
  const after = new Map(openFilings(next).map((filing) => [filingText(filing), filing]));
  const stated = new Map(next.relations.map((relation) => [relationText(relation), relation]));
  const held = new Map((known?.relations ?? []).map((relation) => [relationText(relation), relation]));
  return {
    next,
    ...(known === undefined ? {} : { replaces: known.order }),
    filed: [...after.values()].filter((filing) => !isUnchanged(filing, before)),
    withdrawn: [...before.values()].filter((filing) => !isUnchanged(filing, after)),
    stated: [...stated].filter(([text]) => !held.has(text)).map(([, relation]) => relation),
    ended: [...held].filter(([text]) => !stated.has(text)).map(([, relation]) => relation),
  };
}

function isUnchanged(filing: Filing, others: ReadonlyMap<string, Filing>): boolean {
  const other = others.get(filingText(filing));
  return other !== undefined && isSameEvidence(filing.evidence, other.evidence);
}

function filingText({ key }: Filing): string {
  return `${key.rule}\n${key.signal}\n${key.entity}`;
}
