import { ProblemError } from '../problem.ts';

/** Does one thing after another. */
export interface WorkQueue {
  /**
   * Does some work once all that came before is done. Throws ProblemError: 503 when too much waits already, 400 when
   * `signal` is aborted before its turn.
   */
  add<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  readonly waiting: number;
  /** Waits until nothing is being done and nothing waits. */
  settle(): Promise<void>;
}

interface Turn {
  readonly begin: () => void;
}

/** Creates a queue in which so much may wait beside what is being done. */
export function createWorkQueue(waitingMax: number): WorkQueue {
  const turns = new Set<Turn>();
  let isBusy = false;
  let whenIdle: (() => void)[] = [];
  const next = () => {
    const [turn] = turns;
    isBusy = turn !== undefined;
    if (turn === undefined) {
      for (const settle of whenIdle) settle();
      whenIdle = [];
      return;
    }
    turns.delete(turn);
    turn.begin();
  };
  const awaitTurn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const turn = { begin: () => end(resolve) };
      const leave = () => {
        turns.delete(turn);
        end(() => reject(gone()));
      };
      const end = (settle: () => void) => {
        signal?.removeEventListener('abort', leave);
        settle();
      };
      turns.add(turn);
      signal?.addEventListener('abort', leave);
    });
  return {
    get waiting() {
      return turns.size;
    },
    settle: () => (isBusy ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
    add: async (work, signal) => {
      if (signal?.aborted === true) throw gone();
      if (isBusy && turns.size >= waitingMax) throw tooMuch(waitingMax);
      if (isBusy) await awaitTurn(signal);
      isBusy = true;
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}

function gone(): ProblemError {
  return new ProblemError(400, 'the client went away');
}

const RETRY_SECONDS = 5;

function tooMuch(waitingMax: number): ProblemError {
  return new ProblemError(503, 'too much waits already', `${waitingMax} are before you`, RETRY_SECONDS);
}
