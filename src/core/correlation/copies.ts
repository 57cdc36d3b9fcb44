import type { DurationMs, Instant } from '../instant.ts';
import { type Evidence, findingText } from './evidence.ts';
import type { IncidentRecord } from './incident.ts';

/** Evidence is forgotten once the clock has passed its end by `within` and by this much (design 4.10): 30 days. */
export const FORGET_AFTER_MS: DurationMs = 30 * 24 * 60 * 60 * 1000;

/** Evidence of a rule that ended before this instant can no longer join anything newer. */
export function forgetBefore(clock: Instant, withinMs: DurationMs): Instant {
  return (clock - withinMs - FORGET_AFTER_MS) as Instant;
}

/**
 * The pieces that an open incident rests on and that are forgotten by time: they live on as its copies. Pieces of
 * the findings in `changed` are left out: they have just been withdrawn or said anew.
 */
export function forgottenCopies(
  known: IncidentRecord | undefined,
  forgottenBefore: Instant | undefined,
  changed: ReadonlySet<string>,
): Readonly<Record<string, readonly Evidence[]>> {
  if (known?.witness === undefined || forgottenBefore === undefined) return {};
  const copies: Record<string, readonly Evidence[]> = {};
  for (const [name, pieces] of Object.entries(known.witness.pieces)) {
    const kept = pieces.filter(
      (piece) => piece.to < forgottenBefore && !changed.has(findingText(piece.finding)),
    );
    if (kept.length > 0) copies[name] = kept;
  }
  return copies;
}
