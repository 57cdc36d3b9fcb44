import type { Clock } from '../../src/cli/clock.ts';

/** A clock that stands still but while somebody sleeps, which takes no time; `slept` lists the pauses. */
export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

/** Creates a clock that begins at an instant. */
export function createFakeClock(start: string): FakeClock {
  const slept: number[] = [];
  let nowMs = Date.parse(start);
  return {
    slept,
    nowMs: () => nowMs,
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      slept.push(durationMs);
      nowMs += durationMs;
    },
  };
}
