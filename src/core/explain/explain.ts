/**
 * Why a rule holds for an entity, or the nearest miss. Holding is asked of the same function that opens incidents;
 * a miss is looked at in the window in which the most signals are met, the latest of them.
 */
import {
  countedValues,
  type Evidence,
  meets,
  type SignalKey,
  type Window,
  windowAt,
} from '../correlation/evidence.ts';
import type { EvidenceReader } from '../correlation/evidence-reader.ts';
import { areMet, distinctPieces, hasCount, isInOrder } from '../correlation/holds-at.ts';
import { findLatestInstant } from '../correlation/latest-instant.ts';
import type { Observation } from '../correlation/observe.ts';
import { findPlaces } from '../correlation/places.ts';
import { ALL_TIME, type RuleEvidence, ruleEvidence } from '../correlation/signal-evidence.ts';
import type { Entity } from '../entity/entity.ts';
import { type Instant, parseInstant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type {
  Explanation,
  OutsidePiece,
  SignalExplanation,
  UnrelatedPlace,
  WithdrawnPiece,
} from './explanation.ts';

/** At most this many findings are named for each reason why a signal is not met. */
const NAMED_MAX = 5;

/**
 * Explains one rule for one entity from what a store holds. `observations` are the newest versions of the findings
 * that pass a signal of the rule: the store alone does not tell withdrawn ones and those on unrelated entities.
 */
export async function explain(
  rule: Rule,
  entity: Entity,
  observations: readonly Observation[],
  reader: EvidenceReader,
): Promise<Explanation> {
  const { keys } = await findPlaces(rule, entity, reader);
  const evidence = ruleEvidence(rule, keys, reader, {});
  const pieces = await readAll(evidence);
  const holding = await findLatestInstant(rule, evidence, undefined, 'all');
  const at = holding ?? nearestInstant(rule, pieces);
  const window = at === undefined ? undefined : windowAt(at, rule.withinMs);
  const ofRule = observations.map((each) => ({
    ...each,
    filings: each.filings.filter(({ key }) => key.rule === rule.id),
  }));
  const signals = rule.signals.map((signal) =>
    explainSignal(signal, pieces.get(signal.name) ?? [], window, keys.get(signal.name) ?? [], ofRule),
  );
  return {
    rule: rule.id,
    entity,
    holds: holding !== undefined,
    ...(window === undefined ? {} : { window }),
    isOutOfOrder: holding === undefined && window !== undefined && isOnlyOutOfOrder(rule, pieces, window),
    signals,
  };
}

async function readAll(evidence: RuleEvidence): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const pieces = new Map<string, readonly Evidence[]>();
  for (const [name, signal] of evidence) pieces.set(name, await signal.allMeeting(ALL_TIME));
  return pieces;
}

type Pieces = ReadonlyMap<string, readonly Evidence[]>;

/** The latest instant at which the fewest pieces are missing; undefined when there is no evidence at all. */
function nearestInstant(rule: Rule, pieces: Pieces): Instant | undefined {
  const instants = new Set([...pieces.values()].flat().map(({ to }) => to));
  let nearest: { readonly at: Instant; readonly score: number } | undefined;
  for (const at of [...instants].sort((a, b) => b - a)) {
    const score = scoreAt(rule, pieces, windowAt(at, rule.withinMs));
    if (nearest === undefined || score > nearest.score) nearest = { at, score };
  }
  return nearest?.at;
}

/** Signals met count most, then the share of pieces that the others have. */
function scoreAt(rule: Rule, pieces: Pieces, window: Window): number {
  let score = 0;
  for (const signal of rule.signals) {
    if (signal.role !== 'required' && signal.role !== 'any') continue;
    const met = distinctPieces(meeting(pieces.get(signal.name) ?? [], window), signal.count).length;
    score += met >= signal.count ? 1 : (met / signal.count) * 0.5;
  }
  return score;
}

function meeting(pieces: readonly Evidence[], window: Window): readonly Evidence[] {
  return pieces.filter((piece) => meets(piece, window));
}

function isOnlyOutOfOrder(rule: Rule, pieces: Pieces, window: Window): boolean {
  const met = new Map([...pieces].map(([name, all]) => [name, meeting(all, window)]));
  return areMet(rule, (signal) => hasCount(met.get(signal.name) ?? [], signal)) && !isInOrder(rule, met);
}

function explainSignal(
  signal: Signal,
  pieces: readonly Evidence[],
  window: Window | undefined,
  keys: readonly SignalKey[],
  observations: readonly Observation[],
): SignalExplanation {
  const met = window === undefined ? [] : distinctPieces(meeting(pieces, window), Number.POSITIVE_INFINITY);
  const places = new Set(keys.map(({ entity }) => entity));
  return {
    signal,
    isMet: met.length >= signal.count,
    met,
    short: Math.max(0, signal.count - met.length),
    count: new Set(pieces.flatMap(countedValues)).size,
    outside: window === undefined ? [] : outsideOf(window, pieces),
    withdrawn: withdrawnAt(signal, places, observations),
    unrelated: signal.on === undefined ? [] : unrelatedTo(signal, places, observations),
  };
}

/** The pieces nearest to the window first. */
function outsideOf(window: Window, pieces: readonly Evidence[]): readonly OutsidePiece[] {
  return pieces
    .filter((piece) => !meets(piece, window))
    .map((evidence) => ({
      evidence,
      missedBy: Math.max(evidence.from - window.end, window.start - evidence.to),
    }))
    .sort((a, b) => a.missedBy - b.missedBy)
    .slice(0, NAMED_MAX);
}

function withdrawnAt(
  signal: Signal,
  places: ReadonlySet<string>,
  observations: readonly Observation[],
): readonly WithdrawnPiece[] {
  const withdrawn: WithdrawnPiece[] = [];
  for (const { key, withdrawal, filings, order } of observations) {
    if (withdrawal === undefined) continue;
    const filing = filings.find((each) => each.key.signal === signal.name && places.has(each.key.entity));
    const at = parseInstant(order.split('|')[1]);
    if (filing === undefined || at === undefined) continue;
    withdrawn.push({ finding: key, title: filing.evidence.title, reason: withdrawal, at });
  }
  return withdrawn.sort((a, b) => b.at - a.at).slice(0, NAMED_MAX);
}

function unrelatedTo(
  signal: Signal,
  places: ReadonlySet<string>,
  observations: readonly Observation[],
): readonly UnrelatedPlace[] {
  const counts = new Map<string, number>();
  for (const { withdrawal, filings } of observations) {
    if (withdrawal !== undefined) continue;
    for (const { key } of filings) {
      if (key.signal !== signal.name || places.has(key.entity)) continue;
      counts.set(key.entity, (counts.get(key.entity) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([entity, count]) => ({ entity, count }))
    .sort((a, b) => b.count - a.count || (a.entity < b.entity ? -1 : 1))
    .slice(0, NAMED_MAX);
}
