import { type Instant, parseInstant } from '../instant.ts';
import type { SavedChange } from './finding-change.ts';
import { resolutionReason } from './resolution-reason.ts';

/** What made a decision necessary: when it became known, and in words why an incident may resolve. */
export interface Cause {
  readonly at: Instant;
  readonly reason: string;
}

/** How a saved change is told as the cause of what it decides. */
export function causeOf(change: SavedChange): Cause {
  return { at: instantOf(change), reason: resolutionReason(change) };
}

/** Of two causes that are judged as one, the one that became known later. */
export function laterCause(a: Cause, b: Cause): Cause {
  return b.at >= a.at ? b : a;
}

/** The time of a version is the second part of its order; UpdatedAt, the first, is never later known. */
function instantOf({ next: { order } }: SavedChange): Instant {
  const [updatedAt, time] = order.split('|');
  const at = parseInstant(time) ?? parseInstant(updatedAt);
  if (at === undefined) throw new Error(`version order without an instant: ${order}`);
  return at;
}
