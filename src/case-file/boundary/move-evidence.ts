import { countedValues, type Evidence, findingText } from '../../core/correlation/evidence.ts';
import { observe, openFilings } from '../../core/correlation/observe.ts';
import type { DurationMs, Instant } from '../../core/instant.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type { CaseRecord } from '../expand-case.ts';
import type { BoundaryWorld } from './boundary-case.ts';
import { findingOf } from './boundary-world.ts';
import { moved } from './change-record.ts';

/** A case with pieces of one signal moved in time: its records, and the evidence that they are. */
export interface Moved {
  readonly records: readonly CaseRecord[];
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
}

/** Moves the findings behind pieces of a signal; why it cannot be told what comes of it, where it cannot. */
export function moveEvidence(
  world: BoundaryWorld,
  signal: Signal,
  pieces: readonly Evidence[],
  byMs: DurationMs,
): Moved | string {
  const texts = new Set(pieces.map(({ finding }) => findingText(finding)));
  if (isSharedWithOthers(world, signal, texts)) return 'one finding is evidence for several signals';
  const records: CaseRecord[] = [];
  for (const { record, finding } of world.given) {
    if (record.kind !== 'finding' || finding === undefined || !texts.has(finding)) records.push(record);
    else records.push(moved(record, byMs));
  }
  const evidence = new Map(world.evidence);
  const before = world.evidence.get(signal.name) ?? [];
  const after = before.map((piece) => (texts.has(findingText(piece.finding)) ? later(piece, byMs) : piece));
  evidence.set(signal.name, after);
  const seen = observed(world, signal, records);
  const isAsMeant = after.every((piece) => seen.has(pieceText(piece)));
  return isAsMeant ? { records, evidence } : 'the finding says something else at another time';
}

function isSharedWithOthers(
  { rule, evidence }: BoundaryWorld,
  signal: Signal,
  texts: ReadonlySet<string>,
): boolean {
  return rule.signals.some(
    ({ name, role }) =>
      name !== signal.name &&
      role !== 'optional' &&
      (evidence.get(name) ?? []).some(({ finding }) => texts.has(findingText(finding))),
  );
}

function later(piece: Evidence, byMs: DurationMs): Evidence {
  return { ...piece, from: (piece.from + byMs) as Instant, to: (piece.to + byMs) as Instant };
}

/** What the records are evidence of for a signal, as text. */
function observed(world: BoundaryWorld, signal: Signal, records: readonly CaseRecord[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const record of records) {
    const finding = findingOf(record);
    if (finding === undefined) continue;
    const observation = observe(
      finding,
      'time' in record ? record.time : undefined,
      world.index,
      world.digest,
    );
    for (const { key, evidence } of observation === undefined ? [] : openFilings(observation)) {
      if (key.signal === signal.name) seen.add(pieceText(evidence));
    }
  }
  return seen;
}

function pieceText(piece: Evidence): string {
  return JSON.stringify([findingText(piece.finding), piece.from, piece.to, countedValues(piece)]);
}
