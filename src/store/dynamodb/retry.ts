import {
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';

/** How what passes by itself is waited for. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  /** Waits before the next attempt; the first wait has number 1. */
  readonly wait: (attempt: number) => Promise<void>;
}

/** Waits 25 ms, then up to twice as long each time, at most a second; at random below that, so that rivals part. */
export function createRetryPolicy(
  sleep: (ms: number) => Promise<void>,
  random: () => number = Math.random,
): RetryPolicy {
  const delayMs = (attempt: number) => Math.ceil(random() * Math.min(1000, 25 * 2 ** attempt));
  return { attemptsMax: 12, wait: (attempt) => sleep(delayMs(attempt)) };
}

/** Tries until there is nothing left to do; throws when it has tried often enough. */
export async function retry(policy: RetryPolicy, attempt: () => Promise<'done' | 'again'>): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    if ((await attempt()) === 'done') return;
    if (attempts >= policy.attemptsMax) throw new BusyError('DynamoDB was busy for too long');
    await policy.wait(attempts);
  }
}

/** What was tried again and again did not pass; it may be tried later. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** Reasons for which a transaction is cancelled although it may pass the next time (API Reference, TransactWriteItems). */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Whether a write failed for nothing but reasons that pass by themselves. */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransactionInProgressException) return true;
  // A write of one item that a transaction is writing too.
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  const failed = codes.filter((code) => code !== 'None');
  return failed.length > 0 && failed.every((code) => PASSING_REASONS.has(code));
}
