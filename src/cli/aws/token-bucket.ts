import type { Clock } from '../clock.ts';

/** Lets so many requests through at once, and then so many a second. */
export interface TokenBucket {
  /** Waits until the next request may be sent; rejects with AbortError when `signal` is aborted. */
  take(signal?: AbortSignal): Promise<void>;
}

/** Creates a bucket that is full. */
export function createTokenBucket(ratePerSecond: number, burst: number, clock: Clock): TokenBucket {
  let tokens = burst;
  let countedMs = clock.nowMs();
  return {
    take: async (signal) => {
      const nowMs = clock.nowMs();
      // A clock that was set back must not stop the flow.
      tokens = Math.min(burst, tokens + (Math.max(0, nowMs - countedMs) / 1000) * ratePerSecond);
      countedMs = nowMs;
      tokens -= 1;
      if (tokens < 0) await clock.sleep(Math.ceil((-tokens / ratePerSecond) * 1000), signal);
    },
  };
}
