import { compareText } from '../compare-text.ts';
import type { Entity } from '../entity/entity.ts';
import type { EvidenceKind, FindingKey, SeverityLabel } from '../finding/finding.ts';
import type { DurationMs, Instant } from '../instant.ts';

/** Where evidence is filed: one signal of one rule on one entity (for `on`, on the related entity). */
export interface SignalKey {
  readonly entity: string;
  readonly rule: string;
  readonly signal: string;
}

/** One finding that satisfies one signal for one entity, over the interval [from, to] (design 4.3). */
export interface Evidence {
  readonly finding: FindingKey;
  readonly title: string;
  readonly severity?: SeverityLabel;
  readonly kind: EvidenceKind;
  readonly from: Instant;
  readonly to: Instant;
  /** The last instant at which the finding was seen to be so; never a condition's end. */
  readonly lastObserved: Instant;
  /** Distinct values that the finding contributes to a signal with `distinct`; absent when findings are counted. */
  readonly values?: readonly string[];
  /** Set for findings that a product made up to show what they look like. */
  readonly isSample?: true;
}

/** Evidence together with the signal and the entity that it is filed under. */
export interface Filing {
  readonly key: SignalKey;
  readonly entity: Entity;
  readonly evidence: Evidence;
}

/** A window of time in which evidence is looked for; both ends belong to it. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant;
}

/** The window [at, at + within] that signals must meet together (design 4.4). */
export function windowAt(at: Instant, withinMs: DurationMs): Window {
  return { start: at, end: (at + withinMs) as Instant };
}

/** True when the evidence's interval and the window have an instant in common. */
export function meets(evidence: Evidence, window: Window): boolean {
  return evidence.from <= window.end && evidence.to >= window.start;
}

/** One text for a finding's identity; ProductArns hold no line break, so no two findings share one. */
export function findingText(finding: FindingKey): string {
  return `${finding.productArn}\n${finding.id}`;
}

/** What a piece of evidence adds to its signal's count: its distinct values, or the finding itself. */
export function countedValues(evidence: Evidence): readonly string[] {
  return evidence.values ?? [findingText(evidence.finding)];
}

/** Orders evidence by its end, the latest first; ties by productArn, then id. */
export function byLatestEnd(a: Evidence, b: Evidence): number {
  return b.to - a.to || byFinding(a, b);
}

/** Orders evidence by its start, the latest first; ties by productArn, then id (design 4.9). */
export function byLatestStart(a: Evidence, b: Evidence): number {
  return b.from - a.from || byFinding(a, b);
}

/** True when two pieces of evidence of one finding say the same. */
export function isSameEvidence(a: Evidence, b: Evidence): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.lastObserved === b.lastObserved &&
    a.kind === b.kind &&
    a.severity === b.severity &&
    a.title === b.title &&
    a.isSample === b.isSample &&
    hasSameValues(a.values, b.values)
  );
}

function byFinding(a: Evidence, b: Evidence): number {
  return compareText(a.finding.productArn, b.finding.productArn) || compareText(a.finding.id, b.finding.id);
}

function hasSameValues(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
