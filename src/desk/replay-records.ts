import type { Outcome } from '../core/correlation/finding-change.ts';
import { type DeliveryCounts, NO_DELIVERIES } from '../core/delivery-counts.ts';
import { checkFinding } from '../core/finding/check-finding.ts';
import type { Finding } from '../core/finding/finding.ts';
import type { JsonObject } from '../core/json.ts';
import type { Engine } from '../engine.ts';
import { contextOf } from '../format/context-of.ts';
import type { ContextRecord, FindingRecord, InputRecord } from '../input/input-record.ts';
import type { Place } from '../input/place.ts';

/** Something that could not be read, where it stands and why. */
export interface Quarantined {
  readonly place: Place;
  readonly reason: string;
}

/** A finding that could be read, with the time of the event that carried it. */
export interface ReadFinding {
  readonly finding: Finding;
  readonly time?: string;
  /** Whether the finding could concern some rule, in this version or another. */
  readonly isConcerning: boolean;
}

/** What a replay tells while it runs. */
export interface ReplayListener {
  /** Called first, with the counts that the replay goes on with: at any time they are those of what has come to its end. */
  begin?(counts: DeliveryCounts): void;
  quarantine?(quarantined: Quarantined): void;
  /** Called for each finding that could be read, once it is known what became of it. */
  read?(finding: ReadFinding, outcome: Outcome): Promise<void>;
  /** Called after each batch. */
  advance?(counts: DeliveryCounts, place: Place): void | Promise<void>;
}

/** Decisions are delivered, and saves made durable, each time so many deliveries have been applied. */
export const FLUSH_DELIVERIES = 1000;

/** Applies records one at a time, in their order, and says what became of them. */
export async function replayRecords(
  batches: AsyncIterable<readonly InputRecord[]> | Iterable<readonly InputRecord[]>,
  engine: Engine,
  listener: ReplayListener = {},
): Promise<DeliveryCounts> {
  const counts = { ...NO_DELIVERIES };
  listener.begin?.(counts);
  let applied = 0;
  for await (const batch of batches) {
    for (const record of batch) {
      // Most findings concern no rule: they cost no promise.
      const pending = applyRecord(record, engine, counts, listener);
      if (pending === undefined) continue;
      await pending;
      applied += 1;
      if (applied % FLUSH_DELIVERIES === 0) await engine.flush();
    }
    const last = batch.at(-1);
    if (last !== undefined) await listener.advance?.(counts, last.place);
  }
  await engine.flush();
  checkCounts(counts);
  return counts;
}

type Counts = { -readonly [name in keyof DeliveryCounts]: number };

/** Undefined when the record came to its end at once. */
function applyRecord(
  record: InputRecord,
  engine: Engine,
  counts: Counts,
  listener: ReplayListener,
): Promise<void> | undefined {
  if (record.kind === 'finding') return applyFinding(record, engine, counts, listener);
  if (record.kind === 'context') return applyContext(record, engine, counts, listener);
  return quarantine(record, counts, listener);
}

function applyFinding(
  { value, time, place }: FindingRecord,
  engine: Engine,
  counts: Counts,
  listener: ReplayListener,
): Promise<void> | undefined {
  const reason = checkFinding(value);
  if (reason !== undefined) return quarantine({ place, reason }, counts, listener);
  const finding = toFinding(value);
  const observation = engine.observe(finding, time);
  const isConcerning = observation !== undefined;
  const end = (outcome: Outcome) => {
    counts.received += 1;
    counts[outcome] += 1;
    return listener.read?.({ finding, ...(time !== undefined && { time }), isConcerning }, outcome);
  };
  return observation === undefined ? end('ignored') : engine.apply(observation).then(end);
}

function toFinding(value: JsonObject): Finding {
  return value as Finding;
}

function applyContext(
  record: ContextRecord,
  engine: Engine,
  counts: Counts,
  listener: ReplayListener,
): Promise<void> | undefined {
  const context = contextOf(record);
  if (typeof context === 'string') {
    return quarantine({ place: record.place, reason: context }, counts, listener);
  }
  return engine.applyContext(context).then(() => {
    counts.context += 1;
  });
}

function quarantine({ place, reason }: Quarantined, counts: Counts, listener: ReplayListener): undefined {
  counts.received += 1;
  counts.quarantined += 1;
  listener.quarantine?.({ place, reason });
}

/** Nothing disappears (design 4.7): each delivery has come to exactly one end. */
function checkCounts(counts: DeliveryCounts): void {
  const { received, matched, ignored, duplicate, stale, quarantined } = counts;
  if (received !== matched + ignored + duplicate + stale + quarantined) {
    throw new Error(`deliveries do not add up: ${JSON.stringify(counts)}`);
  }
}
