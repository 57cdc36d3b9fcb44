import { BODY_BYTES_MAX } from '../../api/answers/post-findings.ts';
import type { ApiOptions } from '../../api/api-options.ts';
import { createIncidentIndex, type IncidentIndex } from '../../api/incident-index/incident-index.ts';
import { createIndexRefresher, type IndexRefresher } from '../../api/incident-index/refresh-index.ts';
import { createIntake, type ServerIntake } from '../../api/intake/create-intake.ts';
import { createLiveEvents, type LiveEvents } from '../../api/live-events.ts';
import { tellOfSaves } from '../../api/tell-of-saves.ts';
import type { Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { packageVersion } from '../package-root.ts';
import { toCountText } from '../progress.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { replayInputs } from '../replay-inputs.ts';
import { type Session, toPath } from '../session.ts';
import { toSummaryText } from '../summary-text.ts';
import { createLiveEngine } from './live-engine.ts';
import { refreshServed } from './refresh-served.ts';
import type { ServeOptions } from './serve-options.ts';
import { openServedStore, type ServedStore } from './served-store.ts';
import { takeInWatched } from './take-in-watched.ts';

/** What a desk is opened with. */
export interface DeskOptions {
  readonly session: Session;
  readonly options: ServeOptions;
  readonly inputs: readonly string[];
  readonly inputFiles: readonly InputFile[];
  readonly rules: readonly LoadedRule[];
  /** Those of them that are run. */
  readonly engineRules: readonly Rule[];
}

/** A store that is served, and all that happens to it meanwhile. */
export interface Desk {
  readonly api: Omit<ApiOptions, 'user' | 'onError'>;
  /**
   * Ends when the user interrupts, and what was being taken in has been put away. Throws StoreError when the store has
   * failed: nothing could be shown any more.
   */
  untilStopped(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store, reads the inputs into it, and begins to watch. Throws InterruptedError while it reads. */
export async function openDesk(desk: DeskOptions): Promise<Desk> {
  const { session, options, engineRules } = desk;
  const served = await openServedStore(session, options, engineRules);
  try {
    if (options.watch !== undefined) await listInputFiles([toPath(session, options.watch)]);
    if (desk.inputFiles.length > 0) await readAtFirst(desk, served.store);
    return await begin(desk, served);
  } catch (error) {
    await served.close();
    throw error;
  }
}

/** A history has no clock, as in a replay: nothing of it is forgotten. */
async function readAtFirst(
  { session, inputs, inputFiles, engineRules }: DeskOptions,
  store: Store,
): Promise<void> {
  const engine = createEngine({ rules: engineRules, store, sink: NO_SINK, digest });
  const report = new QuarantineReport(session.messages, 'the page of health lists them');
  const keptIn = { store, source: inputs.join(', ') };
  const counts = await replayInputs({ inputFiles, engine, report, openCount: () => 0, keptIn }, session);
  session.messages.note(toSummaryText(counts));
}

async function begin(desk: DeskOptions, served: ServedStore): Promise<Desk> {
  const { session, options, rules } = desk;
  const live = await goLive(desk, served);
  const { store, index, events, intake, now, signal } = live;
  const tasks = tasksOf(desk, live);
  return {
    api: {
      ...{ store, storeInfo: served.info, rules, index, events, now },
      ...(intake && { intake }),
      ...(served.noIntakeReason !== undefined && { noIntakeReason: served.noIntakeReason }),
      ...(options.bodyLimit !== undefined && { bodyBytesMax: options.bodyLimit }),
      ...(options.watch !== undefined && { watching: options.watch }),
      loadFinding: served.loadFinding,
      createScratchStore: createMemoryStore,
      version: packageVersion(),
      startedAt: now(),
    },
    untilStopped: async () => {
      await aborted(signal);
      session.messages.note('stopping');
      events.close();
      await Promise.all(tasks);
      await intake?.settle();
      await store.flush();
    },
    close: () => served.close(),
  };
}

/** All that goes on while a store is served. */
interface Live {
  readonly store: Store;
  readonly index: IncidentIndex;
  readonly refresher: IndexRefresher | undefined;
  readonly events: LiveEvents;
  readonly intake: ServerIntake | undefined;
  readonly now: () => Instant;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How many times its own size a posted body may unpack to. */
const UNPACKED_TIMES_MAX = 32;

async function goLive({ session, options, engineRules }: DeskOptions, served: ServedStore): Promise<Live> {
  const { io, messages } = session;
  const clock = io.clock ?? SYSTEM_CLOCK;
  const now = () => clock.nowMs() as Instant;
  const signal = AbortSignal.any([served.failed, ...(io.signal ? [io.signal] : [])]);
  const events = createLiveEvents();
  const index = await createIncidentIndex(served.store, (count) =>
    messages.progress(`${toCountText(count)} incidents`),
  );
  const refresher = served.isWrittenElsewhere ? createIndexRefresher(served.store, index) : undefined;
  const store = tellOfSaves(served.store, refresher ?? index, events);
  const engine = createLiveEngine({ rules: engineRules, store, sink: NO_SINK, digest, now });
  const unpackedBytesMax = UNPACKED_TIMES_MAX * (options.bodyLimit ?? BODY_BYTES_MAX);
  const takesIn = served.noIntakeReason === undefined;
  const intake = takesIn ? createIntake({ engine, store, events, now, unpackedBytesMax, signal }) : undefined;
  return { store, index, refresher, events, intake, now, clock, signal };
}

function tasksOf(
  { session, options }: DeskOptions,
  { intake, refresher, events, clock, signal }: Live,
): readonly Promise<void>[] {
  const { messages } = session;
  const common = { messages, clock, signal };
  const directory = options.watch === undefined ? undefined : toPath(session, options.watch);
  return [
    ...(intake && directory !== undefined ? [takeInWatched({ ...common, intake, directory })] : []),
    ...(refresher ? [refreshServed({ ...common, refresher, events })] : []),
  ];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}
