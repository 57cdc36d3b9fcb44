import { SEVERITY_LABELS, type SeverityLabel } from '../finding/finding.ts';
import type { Handling } from '../handling/handling.ts';
import { byTime, type History, withEntry } from '../handling/history.ts';
import type { Instant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type { Affected } from './affected.ts';
import type { Cause } from './cause.ts';
import { type Evidence, isSameEvidence, type Window, windowAt } from './evidence.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import type { Decision, Incident, IncidentRecord, IncidentSignal, Witness } from './incident.ts';
import { findLatestInstant } from './latest-instant.ts';
import { isKnownByAnotherKey, type Places } from './places.ts';
import { type RuleEvidence, ruleEvidence, type SignalEvidence } from './signal-evidence.ts';

/** What `correlate` judges. */
export interface Question {
  readonly affected: Affected;
  readonly places: Places;
  /** The incident as it was saved last; undefined when there has been none. */
  readonly known: IncidentRecord | undefined;
  /** Pieces of the known incident's witness that the store has let go by time (design 4.10). */
  readonly copies: Readonly<Record<string, readonly Evidence[]>>;
  /** Id of the incident of this rule and this entity. */
  readonly id: string;
}

/** Judges one rule for one entity (design 4.4, 4.5, 4.11); undefined when nothing changes. */
export async function correlate(question: Question, reader: EvidenceReader): Promise<Decision | undefined> {
  const { affected, known, places } = question;
  const evidence = ruleEvidence(affected.rule, places.keys, reader, question.copies);
  const before = known?.incident.status === 'open' ? known.witness?.at : undefined;
  const isKnown = !isKnownByAnotherKey(affected.entity) || (await hasOwnEvidence(evidence));
  const at = isKnown ? await findLatestInstant(affected.rule, evidence, before, affected.span) : undefined;
  if (at === undefined) return known?.incident.status === 'open' ? resolve(known, affected.cause) : undefined;
  const witness = await findWitness(affected.rule, evidence, at);
  const signals = await describeSignals(question, evidence, at);
  const spans = await Promise.all([...evidence.values()].filter(isShown).map((shown) => shown.span()));
  return decide(
    question,
    witness,
    signals,
    spans.filter((span) => span !== undefined),
  );
}

/**
 * What is told of a role or user by name alone counts for the one without a path; for one with a path only once
 * evidence names it, so that it does not matter what was heard of it before.
 */
async function hasOwnEvidence(evidence: RuleEvidence): Promise<boolean> {
  for (const { signal, latest } of evidence.values()) {
    if (signal.on === undefined && (await latest(1)).length > 0) return true;
  }
  return false;
}

function isShown({ signal }: SignalEvidence): boolean {
  return signal.role !== 'unless';
}

function resolve(known: IncidentRecord, cause: Cause): Decision {
  const at = nextInstant(known, cause);
  const incident: Incident = {
    ...known.incident,
    status: 'resolved',
    updatedAt: at,
    resolution: { at, reason: cause.reason },
  };
  const history = withDecision(known, 'resolve', incident, cause.reason);
  return {
    action: 'resolve',
    record: { incident, history, ...handledOpeningOf(known), revision: known.revision + 1 },
  };
}

function withDecision(
  known: IncidentRecord | undefined,
  decision: 'open' | 'update' | 'resolve',
  { updatedAt, severity, signals }: Incident,
  reason?: string,
): History {
  const evidence = Object.values(signals).reduce((sum, { count }) => sum + count, 0);
  const entry = { at: updatedAt, decision, severity, evidence, ...(reason !== undefined && { reason }) };
  const history = withEntry(known?.history, entry);
  // What is replayed happened before what people did.
  return known?.handledOpening === undefined ? history : byTime(history);
}

function handledOpeningOf(known: IncidentRecord | undefined): Pick<IncidentRecord, 'handledOpening'> {
  return known?.handledOpening === undefined ? {} : { handledOpening: known.handledOpening };
}

/** Decisions of one incident never go back in time, and no two share an instant (design 4.11). */
function nextInstant(known: IncidentRecord | undefined, cause: Cause): Instant {
  if (known === undefined) return cause.at;
  return Math.max(cause.at, known.incident.updatedAt + 1) as Instant;
}

async function findWitness(rule: Rule, evidence: RuleEvidence, at: Instant): Promise<Witness> {
  const window = windowAt(at, rule.withinMs);
  const pieces: Record<string, readonly Evidence[]> = {};
  for (const [name, { signal, meeting }] of evidence) {
    if (signal.role === 'required' || signal.role === 'any')
      pieces[name] = await meeting(window, signal.count);
  }
  return { at, pieces };
}

async function describeSignals(
  question: Question,
  evidence: RuleEvidence,
  at: Instant,
): Promise<Readonly<Record<string, IncidentSignal>>> {
  const { rule, signals: changed } = question.affected;
  const window = windowAt(at, rule.withinMs);
  const before = openBefore(question.known);
  const described: Record<string, IncidentSignal> = {};
  for (const shown of [...evidence.values()].filter(isShown)) {
    const { name } = shown.signal;
    const known = before?.incident.signals[name];
    const isUntouched = before?.witness?.at === at && changed !== 'all' && !changed.has(name);
    described[name] = known !== undefined && isUntouched ? known : await describeSignal(shown, window);
  }
  return described;
}

function openBefore(known: IncidentRecord | undefined): IncidentRecord | undefined {
  return known?.incident.status === 'open' ? known : undefined;
}

async function describeSignal(shown: SignalEvidence, window: Window): Promise<IncidentSignal> {
  const { signal } = shown;
  return {
    count: await shown.count(),
    required: signal.count,
    isSatisfied:
      signal.role === 'required' || (await shown.meeting(window, signal.count)).length >= signal.count,
    findings: await shown.listed(),
  };
}

function decide(
  { affected: { rule, entity, cause }, known, id }: Question,
  witness: Witness,
  signals: Readonly<Record<string, IncidentSignal>>,
  spans: readonly { readonly first: Instant; readonly last: Instant }[],
): Decision | undefined {
  const before = openBefore(known);
  const openedAt = before?.incident.openedAt ?? nextInstant(known, cause);
  const handling = handlingOver(known, openedAt);
  const observed: Incident = {
    id,
    rule: { id: rule.id, version: rule.version },
    entity,
    status: 'open',
    severity: severityOf(rule, signals),
    title: rule.title,
    firstObserved: Math.min(...spans.map(({ first }) => first)) as Instant,
    lastObserved: Math.max(...spans.map(({ last }) => last)) as Instant,
    openedAt,
    updatedAt: before?.incident.updatedAt ?? openedAt,
    signals,
    ...(handling && { handling }),
  };
  const revision = (known?.revision ?? 0) + 1;
  const record = { incident: observed, witness, ...handledOpeningOf(known), revision };
  if (before === undefined) {
    return { action: 'open', record: { ...record, history: withDecision(known, 'open', observed) } };
  }
  if (isNews(before.incident, observed)) {
    const incident = { ...observed, updatedAt: nextInstant(known, cause) };
    const history = withDecision(known, 'update', incident);
    return { action: 'update', record: { ...record, incident, history } };
  }
  const refreshed = { ...record, ...(before.history && { history: before.history }) };
  return isSameRecord(before, record) ? undefined : { action: 'refresh', record: refreshed };
}

/** What people have decided stands while the incident is open, and over openings that came before it. */
function handlingOver(known: IncidentRecord | undefined, openedAt: Instant): Handling | undefined {
  if (known === undefined) return undefined;
  const { incident, handledOpening } = known;
  const isNewOpening =
    incident.status !== 'open' && (handledOpening === undefined || openedAt > handledOpening);
  return isNewOpening ? undefined : incident.handling;
}

function severityOf(rule: Rule, signals: Readonly<Record<string, IncidentSignal>>): SeverityLabel {
  const raised = rule.signals.filter(
    (signal) => signal.role === 'optional' && signals[signal.name]?.isSatisfied === true,
  );
  return raised.reduce((highest, signal) => higher(highest, signal), rule.severity);
}

function higher(label: SeverityLabel, { severity }: Signal): SeverityLabel {
  if (severity === undefined) return label;
  return SEVERITY_LABELS.indexOf(severity) > SEVERITY_LABELS.indexOf(label) ? severity : label;
}

/** Whether an update is worth delivering (design 4.11): a condition that is merely seen again is not. */
function isNews(before: Incident, after: Incident): boolean {
  if (before.severity !== after.severity) return true;
  return Object.entries(after.signals).some(([name, signal]) => {
    const known = before.signals[name];
    return known === undefined || !isToldAlike(known, signal);
  });
}

function isToldAlike(a: IncidentSignal, b: IncidentSignal): boolean {
  if (a === b) return true;
  return (
    a.count === b.count &&
    a.isSatisfied === b.isSatisfied &&
    a.findings.length === b.findings.length &&
    a.findings.every((piece, index) => isListedAlike(piece, b.findings[index]))
  );
}

function isListedAlike(a: Evidence, b: Evidence | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    a.finding.productArn === b.finding.productArn &&
    a.finding.id === b.finding.id &&
    a.title === b.title &&
    a.severity === b.severity &&
    a.isSample === b.isSample &&
    a.from === b.from &&
    a.kind === b.kind &&
    (a.kind === 'condition' || a.to === b.to)
  );
}

function isSameRecord(before: IncidentRecord, after: IncidentRecord): boolean {
  const { incident: a, witness: known } = before;
  const { incident: b, witness } = after;
  return (
    known?.at === witness?.at &&
    a.firstObserved === b.firstObserved &&
    a.lastObserved === b.lastObserved &&
    a.rule.version === b.rule.version &&
    hasSamePieces(known?.pieces ?? {}, witness?.pieces ?? {}) &&
    Object.entries(b.signals).every(([name, signal]) => {
      const findings = a.signals[name]?.findings;
      return findings === signal.findings || hasSameEvidence(findings ?? [], signal.findings);
    })
  );
}

function hasSamePieces(a: Witness['pieces'], b: Witness['pieces']): boolean {
  return Object.entries(b).every(([name, pieces]) => hasSameEvidence(a[name] ?? [], pieces));
}

function hasSameEvidence(a: readonly Evidence[], b: readonly Evidence[]): boolean {
  return (
    a.length === b.length &&
    b.every((piece, index) => {
      const other = a[index];
      return (
        other === piece ||
        (other !== undefined && other.finding.id === piece.finding.id && isSameEvidence(other, piece))
      );
    })
  );
}
