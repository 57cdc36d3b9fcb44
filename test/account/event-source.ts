import type { InvocationRecord } from './invocation.ts';

/** Where a function's events come from: a queue or a stream, with what Lambda does between it and the function. */
export interface EventSource {
  /** Events that can never be delivered any more, and that nobody has been told of. */
  readonly lostCount?: number;
  /** What can be started now: each takes one batch, calls the function and draws the consequences. */
  ready(): readonly (() => Promise<void>)[];
  /** When something can be started that cannot be started yet; undefined when nothing is left. */
  nextReadyMs(): number | undefined;
}

/** Calls the function of an event source. */
export type Invoke = (event: unknown) => Promise<InvocationRecord>;

/**
 * The items of a batch that a function wants again, by their identifiers; `all` when it failed, or names an item that
 * is not in the batch (Lambda guide, "reporting batch item failures").
 */
export function failedItems(
  { outcome }: InvocationRecord,
  reportsFailures: boolean,
  identifiers: readonly string[],
): ReadonlySet<string> | 'all' {
  if (outcome.kind !== 'returned') return 'all';
  const { value } = outcome;
  if (!reportsFailures || typeof value !== 'object' || value === null) return new Set();
  const failures: unknown = 'batchItemFailures' in value ? value.batchItemFailures : undefined;
  if (!Array.isArray(failures)) return new Set();
  const failed = failures.map((failure: { readonly itemIdentifier?: unknown }) => failure?.itemIdentifier);
  const known = new Set<unknown>(identifiers);
  if (failed.some((each) => !known.has(each))) return 'all';
  return new Set(failed.map(String));
}
