/**
 * Requests to an API with a limit, over all workers together: a token bucket kept in one item. It holds the instant at
 * which the bucket would be full again; a request moves it on by one interval, and must wait while that would take it
 * further ahead of the clock than the whole burst.
 *
 *     10 a second, burst 30:  full at now + 2.9 s  →  may go, full at now + 3.0 s;  the next one waits 0.1 s
 *
 * It is the generic cell rate algorithm (ITU-T I.371).
 */
import { numberOf, toKey, toNumber } from './item.ts';
import { type Condition, ConditionError, type Session } from './session.ts';
import { PREFIX } from './table.ts';

/** How often an API may be asked. */
export interface RateLimit {
  /** Names the bucket. */
  readonly name: string;
  readonly perSecond: number;
  readonly burst: number;
}

/** What a limiter needs of the outside. */
export interface LimiterClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** BatchImportFindings: 10 requests a second, burst 30, for each account and Region (Security Hub API Reference). */
export const IMPORT_LIMIT: RateLimit = { name: 'import', perSecond: 10, burst: 30 };

/** GetFindings: 3 requests a second, burst 6, for each account and Region (Security Hub API Reference). */
export const GET_FINDINGS_LIMIT: RateLimit = { name: 'get-findings', perSecond: 3, burst: 6 };

/** Creates a function that comes back when the next request may go. */
export function createLimiter(
  session: Session,
  { name, perSecond, burst }: RateLimit,
  { now, sleep }: LimiterClock,
): () => Promise<void> {
  const key = { pk: PREFIX.meta, sk: `limit#${name}` };
  const intervalMs = 1000 / perSecond;
  return async () => {
    for (;;) {
      const held = await session.get(key);
      const at = now();
      const fullAt = Math.max(numberOf(held, 'fullAt'), at) + intervalMs;
      const waitMs = fullAt - at - burst * intervalMs;
      if (waitMs > 0) {
        await sleep(Math.ceil(waitMs));
        continue;
      }
      const condition: Condition =
        held === undefined
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'fullAt = :held', values: { ':held': toNumber(numberOf(held, 'fullAt')) } };
      try {
        return await session.put({ ...toKey(key), fullAt: toNumber(Math.ceil(fullAt)) }, condition);
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error;
      }
    }
  };
}
