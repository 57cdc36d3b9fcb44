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

/** The relations that a save made begin (first source to state them) or end (last source to do so). */
export interface RelationChanges {
  readonly begun: readonly Relation[];
  readonly ended: readonly Relation[];
}

/** A change that a store holds, with the relations that began or ended by it. */
export interface SavedChange extends FindingChange {
  readonly relations: RelationChanges;
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
    if (next.order > known.order) return { outcome: 'duplicate', change: changeFrom(known, next) };
    if (next.rules === known.rules) return { outcome: 'duplicate' };
    // The rules have changed since: the same version says something else to them.
    return { outcome: 'duplicate', change: changeFrom(known, { ...next, order: known.order }) };
  }
  if (next.order < known.order) return { outcome: 'stale' };
  const outcome = next.isMatched || known.isMatched ? 'matched' : 'ignored';
  return { outcome, change: changeFrom(known, next) };
}

/** What a store must write, and what has to be judged again, when one version takes the place of another. */
export function changeFrom(known: Observation | undefined, next: Observation): FindingChange {
  const before = known === undefined ? NONE : openFilings(known);
  const after = openFilings(next);
  const held = known?.relations ?? NONE;
  return {
    next,
    ...(known === undefined ? {} : { replaces: known.order }),
    filed: leftOver(after, before, filingText, isSameFiling),
    withdrawn: leftOver(before, after, filingText, isSameFiling),
    stated: leftOver(next.relations, held, relationText),
    ended: leftOver(held, next.relations, relationText),
  };
}

/** What changes when a finding is forgotten by time: its evidence stands as it was said last, its relations end. */
export function forgottenChange(observation: Observation): SavedChange {
  const ended = observation.relations;
  const relations = { begun: NONE, ended };
  return { next: observation, filed: NONE, withdrawn: NONE, stated: NONE, ended, relations };
}

/** The content hash is the last part of the order, behind UpdatedAt and the version's time. */
function isSameContent(a: Observation, b: Observation): boolean {
  return hashOf(a.order) === hashOf(b.order);
}

function hashOf(order: string): string {
  return order.slice(order.lastIndexOf('|') + 1);
}

const NONE: readonly never[] = [];

/** The items, each once by its text, that have no equal among the others. */
function leftOver<T>(
  items: readonly T[],
  others: readonly T[],
  textOf: (item: T) => string,
  isSame: (a: T, b: T) => boolean = () => true,
): readonly T[] {
  if (items.length === 0) return NONE;
  const byText = new Map(others.map((other) => [textOf(other), other]));
  const left = new Map<string, T>();
  for (const item of items) {
    const text = textOf(item);
    const other = byText.get(text);
    if (other === undefined || !isSame(item, other)) left.set(text, item);
  }
  return [...left.values()];
}

function isSameFiling(a: Filing, b: Filing): boolean {
  return isSameEvidence(a.evidence, b.evidence);
}

function filingText({ key }: Filing): string {
  return `${key.rule}\n${key.signal}\n${key.entity}`;
}
