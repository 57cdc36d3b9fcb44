import { type DeliveryCounts, NO_DELIVERIES } from '../core/delivery-counts.ts';
import type { Instant } from '../core/instant.ts';
import { parseInstant } from '../core/instant.ts';
import type { Engine } from '../engine.ts';
import type { InputRecord } from '../input/input-record.ts';
import { toPlaceText } from '../input/place.ts';
import { QUARANTINED_MAX, type QuarantinedNote, type Store } from '../store.ts';
import { createFindingKeeper } from './finding-keeper.ts';
import { type ReplayListener, replayRecords } from './replay-records.ts';

/** At most so many quarantined records are told of one by one. */
export const QUARANTINED_TOLD_MAX = 100;

/** Where findings are taken in. */
export interface Intake {
  readonly engine: Engine;
  /** The store of the engine; findings are kept and the run is written down as far as it can. */
  readonly store: Store;
  /** Where the findings come from, in words. */
  readonly source: string;
  readonly now: () => Instant;
  /** Which findings are kept: all without it, or those that could concern some rule, in this version or another. */
  readonly keeps?: 'all' | 'concerning';
}

/** What became of what was taken in. */
export interface TakenIn {
  readonly counts: DeliveryCounts;
  /** The first of them. */
  readonly quarantined: readonly QuarantinedNote[];
  /** Greatest `UpdatedAt` of the findings that could be read. */
  readonly newest?: Instant;
}

/**
 * Applies records as `replayRecords` does, keeps the findings, and writes down in the store what became of them, also of
 * a run that ends with an error.
 */
export async function takeIn(
  batches: AsyncIterable<readonly InputRecord[]> | Iterable<readonly InputRecord[]>,
  intake: Intake,
  listener: ReplayListener = {},
): Promise<TakenIn> {
  const run = beginRun(intake);
  try {
    const counts = await replayRecords(batches, intake.engine, run.listening(listener));
    await run.writeDown(counts);
    return run.taken(counts);
  } catch (error) {
    // The error is what has to be told; where the store has failed, this fails as well.
    await run.writeDown(run.counts()).catch(() => {});
    throw error;
  }
}

/** One run of taking in, from its beginning. */
interface Run {
  /** Of all that has come to its end so far. */
  counts(): DeliveryCounts;
  listening(listener: ReplayListener): ReplayListener;
  writeDown(counts: DeliveryCounts): Promise<void>;
  taken(counts: DeliveryCounts): TakenIn;
}

function beginRun({ store, source, now, keeps = 'all' }: Intake): Run {
  const startedAt = now();
  const keeper = createFindingKeeper(store.keptFindings, keeps);
  const first: QuarantinedNote[] = [];
  let last: QuarantinedNote[] = [];
  let counts: DeliveryCounts = NO_DELIVERIES;
  const newest = () => {
    const instant = parseInstant(keeper.newest());
    return instant === undefined ? {} : { newest: instant };
  };
  return {
    counts: () => ({ ...counts }),
    listening: (listener) => ({
      ...listener,
      begin: (begun) => {
        counts = begun;
        listener.begin?.(begun);
      },
      quarantine: (quarantined) => {
        const note = { at: now(), place: toPlaceText(quarantined.place), reason: quarantined.reason };
        if (first.length < QUARANTINED_TOLD_MAX) first.push(note);
        last.push(note);
        if (last.length >= 2 * QUARANTINED_MAX) last = last.slice(-QUARANTINED_MAX);
        listener.quarantine?.(quarantined);
      },
      read: (finding, outcome) => keeper.keep(finding, outcome),
    }),
    writeDown: async (ended) => {
      const run = { source, startedAt, endedAt: now(), counts: ended, ...newest() };
      await store.intakeLog?.addRun(run, last.slice(-QUARANTINED_MAX));
      await store.flush();
    },
    taken: (ended) => ({ counts: ended, quarantined: first, ...newest() }),
  };
}
