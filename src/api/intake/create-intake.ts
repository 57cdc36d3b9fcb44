import { formatInstant, type Instant } from '../../core/instant.ts';
import { type TakenIn, takeIn } from '../../desk/take-in.ts';
import type { Engine } from '../../engine.ts';
import { readStream } from '../../input/read-inputs.ts';
import type { Store } from '../../store.ts';
import type { Intake } from '../api-options.ts';
import type { IntakeResult } from '../contract/intake.ts';
import type { LiveEvents } from '../live-events.ts';
import { ProblemError } from '../problem.ts';
import { createWorkQueue } from './work-queue.ts';

/** What findings are taken in with. */
export interface IntakeOptions {
  readonly engine: Engine;
  /** The store of the engine. */
  readonly store: Store;
  readonly events: LiveEvents;
  readonly now: () => Instant;
  /** What a posted body may unpack to. */
  readonly unpackedBytesMax: number;
  /** Once aborted nothing more is taken in; what was stays. */
  readonly signal: AbortSignal;
}

/** At most so many bodies wait for their turn. */
const WAITING_MAX = 8;

/** What a place in a posted body is said to be in. */
const BODY_NAME = '<request>';

/** The intake of a server, which can be waited for. */
export interface ServerIntake extends Intake {
  /** Waits until nothing is being taken in. */
  settle(): Promise<void>;
}

/** Takes in one body, or one run of files, after another. */
export function createIntake(options: IntakeOptions): ServerIntake {
  const { events, signal, unpackedBytesMax } = options;
  const queue = createWorkQueue(WAITING_MAX);
  const takeRecords: Intake['takeRecords'] = (batches, source, leaves) =>
    queue.add(async () => {
      if (signal.aborted) throw stopping();
      try {
        return await takeIn(batches, { ...options, source }, { advance: letOthersGoOn });
      } finally {
        events.publish({ type: 'intake' });
      }
    }, leaves);
  return {
    takeRecords,
    settle: () => queue.settle(),
    take: async (body, source, leaves) => {
      const watched = watchBody(body, signal);
      const records = readStream({ name: BODY_NAME, chunks: watched.chunks, unpackedBytesMax }, { signal });
      const taken = await takeRecords(records, source, leaves);
      const failure = watched.failure();
      if (failure !== undefined) throw withCounts(failure, taken);
      return toIntakeResult(taken);
    },
  };
}

/** Pages are answered between two batches, however many there are. */
function letOthersGoOn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A body that ends when the server stops, and remembers what it broke off with. */
interface WatchedBody {
  readonly chunks: AsyncIterable<Uint8Array>;
  failure(): ProblemError | undefined;
}

/** To whoever reads findings a body that breaks off is a file that does. */
function watchBody(body: AsyncIterable<Uint8Array>, signal: AbortSignal): WatchedBody {
  let failure: ProblemError | undefined;
  return {
    failure: () => failure,
    chunks: (async function* () {
      try {
        yield* untilAborted(body, signal);
      } catch (error) {
        if (error instanceof ProblemError) failure = error;
        throw error;
      }
    })(),
  };
}

async function* untilAborted(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(stopping());
  });
  stopped.catch(() => {});
  signal.addEventListener('abort', stop);
  try {
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), stopped]);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A body that says nothing would not end for a long time.
    void iterator.return?.(undefined)?.catch(() => {});
  }
}

function stopping(): ProblemError {
  return new ProblemError(503, 'the server is stopping', undefined, 10);
}

/** What came before a failure has been taken in, and is told with it. */
function withCounts(
  { status, message, detail, retryAfterSeconds }: ProblemError,
  taken: TakenIn,
): ProblemError {
  const { received, quarantined } = taken.counts;
  // The end of it is quarantined itself.
  const count = received - quarantined;
  const told = count === 0 ? 'nothing was taken in' : `${count} received until then were taken in`;
  const text = detail === undefined ? told : `${detail}; ${told}`;
  return new ProblemError(status, message, text, retryAfterSeconds);
}

function toIntakeResult({ counts, quarantined }: TakenIn): IntakeResult {
  return { counts, quarantined: quarantined.map((note) => ({ ...note, at: formatInstant(note.at) })) };
}
