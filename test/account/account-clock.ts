/** The time of the account, in milliseconds since 1970: it passes only when it is told to. */
export interface AccountClock {
  now(): number;
  advance(ms: number): void;
}

/** A clock that stands at `startMs` until it is advanced. */
export function createClock(startMs: number = Date.UTC(2026, 0, 5, 12)): AccountClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
