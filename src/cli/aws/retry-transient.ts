import type { Clock } from '../clock.ts';
import { isTransientFailure, isUnreachable } from './transient-failure.ts';

/** How often a request is sent again, and what is told before each pause. */
export interface RetryOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Whether AWS has answered before: where it never has, it is not worth waiting for long. */
  readonly hasAnswered: boolean;
  readonly onRetry?: (error: unknown, pauseMs: number) => void;
}

const ATTEMPTS_MAX = 10;
const ATTEMPTS_UNANSWERED_MAX = 3;
const PAUSE_MIN_MS = 500;
const PAUSE_MAX_MS = 30_000;

/** Repeats `attempt` while it fails for a reason that goes by: throttling, a failure of the service, the network. */
export async function retryTransient<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts >= attemptsMax(error, options) || !isTransientFailure(error)) throw error;
      const pauseMs = pauseBefore(attempts);
      options.onRetry?.(error, pauseMs);
      await options.clock.sleep(pauseMs, options.signal);
    }
  }
}

function attemptsMax(error: unknown, { hasAnswered }: RetryOptions): number {
  return hasAnswered || !isUnreachable(error) ? ATTEMPTS_MAX : ATTEMPTS_UNANSWERED_MAX;
}

/** Twice as long each time, and by chance up to a half shorter, so that two runs do not wait in step. */
function pauseBefore(attempts: number): number {
  const longestMs = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** (attempts - 1));
  return Math.round(longestMs * (0.5 + Math.random() * 0.5));
}
