/**
 * The latest instant at which a rule holds, read with as little as possible.
 *
 * No instant can be later than the bound: for each required signal, the end of the `count`-th of its distinct
 * pieces counted from the latest end; the least of these. `count` pieces a signal tell the bound, however many
 * there are, and nearly always the rule holds right there. Only where it does not (pieces too far apart, `unless`,
 * `order`) are the instants below it tried, and of those only the ones that the change can have touched:
 * an instant t that no changed piece meets in [t, t + within] is judged as it was before.
 */
import type { Instant } from '../instant.ts';
import type { Rule } from '../rule/rule.ts';
import { type Evidence, type Window, windowAt } from './evidence.ts';
import { type EvidenceBySignal, hasCount, holdsAt } from './holds-at.ts';
import type { RuleEvidence } from './signal-evidence.ts';
import { sweepForLatest } from './sweep.ts';

/**
 * The latest instant at which the rule holds; undefined when there is none. `before` is the answer before the
 * change, `span` reaches from the earliest start to the latest end of the pieces that changed.
 */
export async function findLatestInstant(
  rule: Rule,
  evidence: RuleEvidence,
  before: Instant | undefined,
  span: Window | 'all',
): Promise<Instant | undefined> {
  const bound = await findBound(rule, evidence);
  if (bound === undefined) return undefined;
  if (await holdsAtBound(rule, evidence, bound)) return bound.at;
  const touched = touchedBy(rule, span, bound.at);
  if (before === undefined) return sweep(rule, evidence, touched);
  const later = { start: Math.max(touched.start, before + 1) as Instant, end: touched.end };
  return (
    (await sweep(rule, evidence, later)) ??
    ((await stillHolds(rule, evidence, before, touched, bound.at)) ? before : undefined) ??
    sweep(rule, evidence, { start: BEGINNING, end: Math.min(before, bound.at) as Instant })
  );
}

const BEGINNING = Number.NEGATIVE_INFINITY as Instant;

interface Bound {
  readonly at: Instant;
  readonly latest: EvidenceBySignal;
}

/** Undefined when a signal has too little evidence for the rule to hold at any instant. */
async function findBound(rule: Rule, evidence: RuleEvidence): Promise<Bound | undefined> {
  const latest = new Map<string, readonly Evidence[]>();
  let required = Number.POSITIVE_INFINITY;
  const ofAny: number[] = [];
  for (const { name, role, count } of rule.signals) {
    if (role !== 'required' && role !== 'any') continue;
    const pieces = (await evidence.get(name)?.latest(count)) ?? [];
    latest.set(name, pieces);
    const end = pieces.length < count ? undefined : pieces.at(-1)?.to;
    if (role === 'required' && end === undefined) return undefined;
    if (role === 'required') required = Math.min(required, end ?? required);
    else if (end !== undefined) ofAny.push(end);
  }
  const at = Math.min(required, boundOfAny(rule, ofAny));
  return Number.isFinite(at) ? { at: at as Instant, latest } : undefined;
}

/** At most at the `atLeast`-th latest of the ends can that many signals be met; −∞ when there are too few. */
function boundOfAny(rule: Rule, ends: readonly number[]): number {
  const atLeast = rule.any?.atLeast ?? 0;
  if (atLeast === 0) return Number.POSITIVE_INFINITY;
  return ends.toSorted((a, b) => b - a)[atLeast - 1] ?? Number.NEGATIVE_INFINITY;
}

async function holdsAtBound(rule: Rule, evidence: RuleEvidence, { at, latest }: Bound): Promise<boolean> {
  const window = windowAt(at, rule.withinMs);
  const known = new Map(latest);
  for (const signal of rule.signals) {
    if (signal.role === 'optional') continue;
    const isOpenQuestion = signal.role === 'unless' || !hasCount(met(known.get(signal.name), window), signal);
    if (!isOpenQuestion) continue;
    known.set(signal.name, (await evidence.get(signal.name)?.meeting(window, signal.count)) ?? []);
  }
  if (holdsAt(rule, at, known)) return true;
  if (rule.order === undefined) return false;
  return holdsAt(rule, at, await readAllMeeting(rule, evidence, window));
}

function met(pieces: readonly Evidence[] | undefined, window: Window): readonly Evidence[] {
  return (pieces ?? []).filter(({ from, to }) => from <= window.end && to >= window.start);
}

/** The instants whose window some changed piece meets, up to the bound. */
function touchedBy(rule: Rule, span: Window | 'all', bound: Instant): Window {
  if (span === 'all') return { start: BEGINNING, end: bound };
  return { start: (span.start - rule.withinMs) as Instant, end: Math.min(span.end, bound) as Instant };
}

async function sweep(rule: Rule, evidence: RuleEvidence, range: Window): Promise<Instant | undefined> {
  if (range.start > range.end) return undefined;
  const reach = { start: range.start, end: (range.end + rule.withinMs) as Instant };
  return sweepForLatest(rule, await readAllMeeting(rule, evidence, reach), range);
}

async function stillHolds(
  rule: Rule,
  evidence: RuleEvidence,
  before: Instant,
  touched: Window,
  bound: Instant,
): Promise<boolean> {
  if (before > bound) return false;
  if (before < touched.start || before > touched.end) return true;
  return holdsAt(rule, before, await readAllMeeting(rule, evidence, windowAt(before, rule.withinMs)));
}

async function readAllMeeting(rule: Rule, evidence: RuleEvidence, window: Window): Promise<EvidenceBySignal> {
  const read = new Map<string, readonly Evidence[]>();
  for (const { name, role } of rule.signals) {
    if (role !== 'optional') read.set(name, (await evidence.get(name)?.allMeeting(window)) ?? []);
  }
  return read;
}
