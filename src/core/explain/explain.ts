/**
 * Why a rule holds for an entity, or the nearest miss. Holding is asked of the same function that opens incidents;
 * a miss is looked at in the window in which the most signals are met, of several the one that the missing pieces
 * are nearest to, and of those the latest.
 */
import {
  countedValues,
  type Evidence,
  type Filing,
  meets,
  type SignalKey,
  type Window,
  windowAt,
} from '../correlation/evidence.ts';
import type { EvidenceReader } from '../correlation/evidence-reader.ts';
import {
  areMet,
  distinctPieces,
  type EvidenceBySignal,
  hasCount,
  isInOrder,
} from '../correlation/holds-at.ts';
import { findLatestInstant } from '../correlation/latest-instant.ts';
import { openFilings } from '../correlation/observe.ts';
import { findPlaces, type WideEntity } from '../correlation/places.ts';
import { ALL_TIME } from '../correlation/read-meeting.ts';
import { isTiedByInterface, TYING_TYPE } from '../correlation/rule-index.ts';
import { type RuleEvidence, ruleEvidence } from '../correlation/signal-evidence.ts';
import { ENTITY_TYPE_OF_KIND, type Entity, type EntityKind } from '../entity/entity.ts';
import { type DurationMs, parseInstant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type {
  Explanation,
  OutsidePiece,
  Sighting,
  SignalExplanation,
  UnrelatedPlace,
  WithdrawnPiece,
} from './explanation.ts';
import { nearestInstant } from './nearest-instant.ts';

/** At most this many findings are named for each reason why a signal is not met. */
const NAMED_MAX = 5;

/**
 * Explains one rule for one entity from what a store holds. `sightings` are the findings that passed a signal of
 * the rule in some version: the store alone does not tell withdrawn ones and those on unrelated entities.
 */
export async function explain(
  rule: Rule,
  entity: Entity,
  sightings: readonly Sighting[],
  reader: EvidenceReader,
): Promise<Explanation> {
  const { keys, wide } = await findPlaces(rule, entity, reader);
  const evidence = ruleEvidence(rule, keys, reader, {});
  const pieces = await readAll(evidence);
  const holding = await findLatestInstant(rule, evidence, undefined, 'all');
  const at = holding ?? nearestInstant(rule, pieces);
  const window = at === undefined ? undefined : windowAt(at, rule.withinMs);
  const places = { rule, entity, keys, wide };
  const signals = rule.signals.map((signal) =>
    explainSignal(signal, pieces.get(signal.name) ?? [], window, places, sightings),
  );
  return {
    rule: rule.id,
    entity,
    holds: holding !== undefined,
    ...(window === undefined ? {} : { window }),
    isOutOfOrder: holding === undefined && window !== undefined && isOnlyOutOfOrder(rule, pieces, window),
    wide,
    signals,
  };
}

interface LookedAt {
  readonly rule: Rule;
  readonly entity: Entity;
  readonly keys: ReadonlyMap<string, readonly SignalKey[]>;
  readonly wide: readonly WideEntity[];
}

async function readAll(evidence: RuleEvidence): Promise<EvidenceBySignal> {
  const pieces = new Map<string, readonly Evidence[]>();
  for (const [name, signal] of evidence) pieces.set(name, await signal.allMeeting(ALL_TIME));
  return pieces;
}

function missedBy({ from, to }: Evidence, window: Window): DurationMs {
  return Math.max(0, from - window.end, window.start - to);
}

function meeting(pieces: readonly Evidence[], window: Window): readonly Evidence[] {
  return pieces.filter((piece) => meets(piece, window));
}

function isOnlyOutOfOrder(rule: Rule, pieces: EvidenceBySignal, window: Window): boolean {
  const met = new Map([...pieces].map(([name, all]) => [name, meeting(all, window)]));
  return areMet(rule, (signal) => hasCount(met.get(signal.name) ?? [], signal)) && !isInOrder(rule, met);
}

function explainSignal(
  signal: Signal,
  pieces: readonly Evidence[],
  window: Window | undefined,
  lookedAt: LookedAt,
  sightings: readonly Sighting[],
): SignalExplanation {
  const met = window === undefined ? [] : distinctPieces(meeting(pieces, window), Number.POSITIVE_INFINITY);
  const places = new Set(lookedAt.keys.get(signal.name)?.map(({ entity }) => entity));
  const isHere = ({ key }: Filing) =>
    key.rule === lookedAt.rule.id && key.signal === signal.name && places.has(key.entity);
  return {
    signal,
    isMet: met.length >= signal.count,
    met,
    short: Math.max(0, signal.count - met.length),
    count: new Set(pieces.flatMap(countedValues)).size,
    outside: window === undefined ? [] : outsideOf(window, pieces),
    withdrawn: withdrawnAt(isHere, sightings),
    unrelated: unrelatedTo(signal, places, lookedAt, sightings),
  };
}

/** The pieces nearest to the window first. */
function outsideOf(window: Window, pieces: readonly Evidence[]): readonly OutsidePiece[] {
  return pieces
    .filter((piece) => !meets(piece, window))
    .map((evidence) => ({ evidence, missedBy: missedBy(evidence, window) }))
    .sort((a, b) => a.missedBy - b.missedBy)
    .slice(0, NAMED_MAX);
}

/** What the newest version does not say any more, though another version said it. */
const CHANGED = 'no longer matches';

function withdrawnAt(
  isHere: (filing: Filing) => boolean,
  sightings: readonly Sighting[],
): readonly WithdrawnPiece[] {
  const withdrawn: WithdrawnPiece[] = [];
  for (const { newest, filings } of sightings) {
    const filing = openFilings(newest).some(isHere) ? undefined : filings.find(isHere);
    const at = parseInstant(newest.order.split('|')[1]);
    if (filing === undefined || at === undefined) continue;
    const reason = newest.withdrawal ?? CHANGED;
    withdrawn.push({ finding: newest.key, title: filing.evidence.title, reason, at });
  }
  return withdrawn.sort((a, b) => b.at - a.at).slice(0, NAMED_MAX);
}

function unrelatedTo(
  signal: Signal,
  places: ReadonlySet<string>,
  lookedAt: LookedAt,
  sightings: readonly Sighting[],
): readonly UnrelatedPlace[] {
  if (signal.on === undefined || isWideItself(signal.on, lookedAt)) return [];
  const wide = new Set(lookedAt.wide.map(({ entity }) => entity.key));
  const counts = new Map<string, number>();
  for (const { newest } of sightings) {
    for (const { key } of openFilings(newest)) {
      if (key.rule !== lookedAt.rule.id || key.signal !== signal.name) continue;
      if (places.has(key.entity) || wide.has(key.entity)) continue;
      counts.set(key.entity, (counts.get(key.entity) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([entity, count]) => ({ entity, count }))
    .sort((a, b) => b.count - a.count || (a.entity < b.entity ? -1 : 1))
    .slice(0, NAMED_MAX);
}

/** An entity that is wide has relations, which are not crossed: nothing can be called unrelated. */
function isWideItself(kind: EntityKind, { entity, wide }: LookedAt): boolean {
  const type = ENTITY_TYPE_OF_KIND[kind];
  const types = isTiedByInterface(entity.type, type) ? [type, TYING_TYPE] : [type];
  return wide.some((each) => each.entity.key === entity.key && types.includes(each.relatedType));
}
