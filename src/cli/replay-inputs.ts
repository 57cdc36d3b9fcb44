import type { DeliveryCounts } from '../core/delivery-counts.ts';
import type { Instant } from '../core/instant.ts';
import { type ReplayListener, replayRecords } from '../desk/replay-records.ts';
import { takeIn } from '../desk/take-in.ts';
import type { Engine } from '../engine.ts';
import type { InputFile } from '../input/list-input-files.ts';
import { readFiles } from '../input/read-inputs.ts';
import type { Store } from '../store.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { DetectionReport } from './detection-report.ts';
import { Progress, toCountText } from './progress.ts';
import type { QuarantineReport } from './quarantine-report.ts';
import { type Session, throwIfInterrupted } from './session.ts';

/** What a replay of files takes. */
export interface InputReplay {
  readonly inputFiles: readonly InputFile[];
  readonly engine: Engine;
  readonly report: QuarantineReport;
  /** How many incidents are open, for who watches. */
  readonly openCount: () => number;
  /** Where findings are kept and the run is written down, and under which source; absent where neither is. */
  readonly keptIn?: { readonly store: Store; readonly source: string };
}

/**
 * Applies the records of files one at a time, and tells on stderr what was recognised in the files, how far it is, what
 * was quarantined, and which entities are wide. What was applied before an interruption is saved.
 */
export async function replayInputs(
  { inputFiles, engine, report, openCount, keptIn }: InputReplay,
  session: Session,
): Promise<DeliveryCounts> {
  const { messages, io } = session;
  const progress = new Progress(messages);
  const detections = new DetectionReport(messages);
  const records = readFiles(inputFiles, {
    stdin: io.stdin,
    ...(io.signal && { signal: io.signal }),
    onDetected: (file, description) => detections.add(file, description),
  });
  const listener: ReplayListener = {
    quarantine: (quarantined) => {
      // What an interruption tears off is no fault of the input.
      if (io.signal?.aborted !== true) report.add(quarantined);
    },
    advance: async (soFar, place) => {
      progress.advance(soFar, place, openCount());
      await report.writeWhenMany();
      await stopIfInterrupted(session, engine);
    },
  };
  const now = () => (io.clock ?? SYSTEM_CLOCK).nowMs() as Instant;
  const counts =
    keptIn === undefined
      ? await replayRecords(records, engine, listener)
      : (await takeIn(records, { engine, ...keptIn, keeps: 'concerning', now }, listener)).counts;
  await stopIfInterrupted(session, engine);
  detections.finish();
  await report.finish();
  warnOfWide(engine, session);
  return counts;
}

/** Saves what has been applied before it gives in: the next run goes on from there. */
async function stopIfInterrupted(session: Session, engine: Engine): Promise<void> {
  if (session.io.signal?.aborted === true) await engine.flush();
  throwIfInterrupted(session);
}

const WIDE_TOLD_MAX = 20;

function warnOfWide(engine: Engine, { messages }: Session): void {
  const wide = engine.wideEntities();
  for (const { entity, relatedType, relatedCount } of wide.slice(0, WIDE_TOLD_MAX)) {
    const count = toCountText(relatedCount);
    messages.warn(`\`${entity.key}\` is wide: signals do not cross its ${count} relations to ${relatedType}`);
  }
  const untold = wide.length - WIDE_TOLD_MAX;
  if (untold > 0) messages.warn(`${toCountText(untold)} more entities are wide`);
}
