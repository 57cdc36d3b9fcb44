import type { Intake } from '../../api/api-options.ts';
import { ProblemError } from '../../api/problem.ts';
import type { InputFile } from '../../input/list-input-files.ts';
import { readFiles } from '../../input/read-inputs.ts';
import type { Clock } from '../clock.ts';
import type { Messages } from '../messages.ts';
import { toSummaryText } from '../summary-text.ts';
import { watchFolder } from './watch-folder.ts';

/** A folder whose files are taken in as they appear. */
export interface Watch {
  readonly directory: string;
  readonly intake: Intake;
  readonly messages: Messages;
  readonly clock: Clock;
  /** Ends the watch; what is being read then is read again by the next. */
  readonly signal: AbortSignal;
  readonly lookEveryMs?: number;
}

const LOOK_MS = 1000;

/** After a failure, of the disk perhaps, it is tried again no sooner. */
const PAUSE_MS = 30_000;

/** So many files are one run. */
const FILES_MAX = 100;

/** So many quarantined records of a run are told one by one. */
const QUARANTINED_TOLD_MAX = 5;

/** Takes in the files of a folder as they appear, those that are there already first, until the signal is aborted. */
export async function takeInWatched(watch: Watch): Promise<void> {
  const { directory, messages, clock, signal, lookEveryMs = LOOK_MS } = watch;
  const folder = watchFolder(directory);
  let told: string | undefined;
  while (!signal.aborted) {
    try {
      const ready = await folder.look();
      for (let at = 0; at < ready.length && !signal.aborted; at += FILES_MAX) {
        const files = ready.slice(at, at + FILES_MAX);
        await takeInFiles(watch, files);
        folder.noteRead(files);
      }
      told = undefined;
      await sleep(clock, lookEveryMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      const words = error instanceof Error ? error.message : String(error);
      if (words !== told) messages.warn(`watching \`${directory}\`: ${words}`);
      told = words;
      await sleep(clock, error instanceof ProblemError ? lookEveryMs : PAUSE_MS, signal);
    }
  }
}

async function takeInFiles(
  { directory, intake, messages, signal }: Watch,
  files: readonly InputFile[],
): Promise<void> {
  const [first] = files;
  const source = files.length === 1 && first ? first.path : `${directory} (${files.length} files)`;
  const { counts, quarantined } = await intake.takeRecords(readFiles(files, { signal }), source);
  signal.throwIfAborted();
  for (const { place, reason } of quarantined.slice(0, QUARANTINED_TOLD_MAX)) {
    messages.warn(`${place} quarantined: ${reason}`);
  }
  messages.note(`${source}: ${toSummaryText(counts)}`);
}

/** The end of the watch ends the pause too. */
async function sleep(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(durationMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
