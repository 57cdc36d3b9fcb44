import type { Instant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import {
  byLatestEnd,
  byLatestStart,
  countedValues,
  type Evidence,
  findingText,
  meets,
  type SignalKey,
  type Window,
} from './evidence.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import { distinctPieces } from './holds-at.ts';
import { LISTED_FINDINGS_MAX } from './incident.ts';
import { ALL_TIME, readMeeting } from './read-meeting.ts';

/**
 * The evidence of one signal for one entity, over all the places where it is filed. `copies` are pieces that an
 * open incident rests on and that the store has let go since (design 4.10).
 */
export interface SignalEvidence {
  readonly signal: Signal;
  /** Up to `limit` pieces with distinct values, the latest end first. */
  latest(limit: number): Promise<readonly Evidence[]>;
  /** Up to `limit` pieces with distinct values that meet the window. */
  meeting(window: Window, limit: number): Promise<readonly Evidence[]>;
  /** Every piece that meets the window. */
  allMeeting(window: Window): Promise<readonly Evidence[]>;
  /** How many distinct values, or findings, there are. */
  count(): Promise<number>;
  /** The pieces that an incident lists. */
  listed(): Promise<readonly Evidence[]>;
  /** From when to when the evidence was observed. */
  span(): Promise<{ readonly first: Instant; readonly last: Instant } | undefined>;
}

/** Joins the places of one signal so that they read as one. */
export function signalEvidence(
  signal: Signal,
  keys: readonly SignalKey[],
  reader: EvidenceReader,
  copies: readonly Evidence[],
): SignalEvidence {
  const readDistinct = async (window: Window, limit: number) => {
    const isEnough = (found: readonly Evidence[]) => distinctPieces(found, limit).length >= limit;
    const found = copies.filter((piece) => meets(piece, window));
    // One by one, since a call takes no more than some 100,000 arguments.
    for (const key of keys)
      for (const piece of await readMeeting(reader, key, window, { isEnough, firstLimit: limit }))
        found.push(piece);
    return distinctPieces(found.sort(byLatestEnd), limit);
  };
  const readAll = async (window: Window) => {
    const found = copies.filter((piece) => meets(piece, window));
    for (const key of keys) for (const piece of await readMeeting(reader, key, window)) found.push(piece);
    return distinctFindings(found);
  };
  return {
    signal,
    latest: (limit) => readDistinct(ALL_TIME, limit),
    meeting: readDistinct,
    allMeeting: readAll,
    count: async () => {
      const counts = await Promise.all(keys.map((key) => reader.countEvidence(key)));
      const filled = counts.filter((count) => count > 0);
      if (copies.length === 0 && filled.length <= 1) return filled[0] ?? 0;
      return new Set((await readAll(ALL_TIME)).flatMap(countedValues)).size;
    },
    listed: async () => {
      const found = [...copies];
      for (const key of keys) {
        found.push(...(await reader.readEvidence(key, { order: 'start', limit: LISTED_FINDINGS_MAX })));
      }
      if (keys.length === 1 && copies.length === 0) return found;
      return distinctFindings(found.sort(byLatestStart)).slice(0, LISTED_FINDINGS_MAX);
    },
    span: async () => spanOver(copies, await Promise.all(keys.map((key) => reader.spanEvidence(key)))),
  };
}

/** The evidence of every signal of a rule for one entity, by the signal's name. */
export type RuleEvidence = ReadonlyMap<string, SignalEvidence>;

/** Joins, for each signal of a rule, the places where its evidence for one entity is filed. */
export function ruleEvidence(
  rule: Rule,
  keys: ReadonlyMap<string, readonly SignalKey[]>,
  reader: EvidenceReader,
  copies: Readonly<Record<string, readonly Evidence[]>>,
): RuleEvidence {
  return new Map(
    rule.signals.map((signal) => {
      const own = Object.hasOwn(copies, signal.name) ? (copies[signal.name] ?? []) : [];
      return [signal.name, signalEvidence(signal, keys.get(signal.name) ?? [], reader, own)];
    }),
  );
}

/** One piece a finding: a finding filed at two places of a signal is one piece of evidence. */
function distinctFindings(pieces: readonly Evidence[]): readonly Evidence[] {
  const distinct = new Map<string, Evidence>();
  for (const piece of pieces) {
    const text = findingText(piece.finding);
    if (!distinct.has(text)) distinct.set(text, piece);
  }
  return [...distinct.values()];
}

function spanOver(
  copies: readonly Evidence[],
  spans: readonly ({ readonly first: Instant; readonly last: Instant } | undefined)[],
): { readonly first: Instant; readonly last: Instant } | undefined {
  const all = [
    ...copies.map(({ from, lastObserved }) => ({ first: from, last: lastObserved })),
    ...spans.filter((span) => span !== undefined),
  ];
  if (all.length === 0) return undefined;
  return {
    first: Math.min(...all.map(({ first }) => first)) as Instant,
    last: Math.max(...all.map(({ last }) => last)) as Instant,
  };
}
