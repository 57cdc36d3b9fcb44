import type { AccountClock } from './account-clock.ts';

/** A limit on requests: so many a second, and so many at once after a rest. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Decides about requests by a limit, in the time of the account. */
export class TokenBucket {
  readonly #limit: RateLimit;
  readonly #clock: AccountClock;
  #tokens: number;
  #filledMs: number;

  constructor(limit: RateLimit, clock: AccountClock) {
    this.#limit = limit;
    this.#clock = clock;
    this.#tokens = limit.burst;
    this.#filledMs = clock.now();
  }

  /** True when one more request may be done, which it then counts. */
  take(): boolean {
    const nowMs = this.#clock.now();
    const gained = ((nowMs - this.#filledMs) / 1000) * this.#limit.perSecond;
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + gained);
    this.#filledMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
