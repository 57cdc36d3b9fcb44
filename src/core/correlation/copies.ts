import type { DurationMs, Instant } from '../instant.ts';
import { type Evidence, findingText, type SignalKey } from './evidence.ts';
import type { IncidentRecord } from './incident.ts';
import { type Observation, openFilings } from './observe.ts';
import type { Places } from './places.ts';

/** Evidence is forgotten once the clock has passed its end by `within` and by this much (design 4.10): 30 days. */
export const FORGET_AFTER_MS: DurationMs = 30 * 24 * 60 * 60 * 1000;

/** Evidence of a rule that ended before this instant can no longer join anything newer. */
export function forgetBefore(clock: Instant, withinMs: DurationMs): Instant {
  return (clock - withinMs - FORGET_AFTER_MS) as Instant;
}

/**
 * The pieces that an open incident rests on and that are forgotten by time: they live on as its copies. `changed`
 * are the findings that have just been saved: their pieces count as they say them now, or not at all. Where no relation
 * leads any more to a place where a signal looks, its copies go with the last one.
 */
export function forgottenCopies(
  known: IncidentRecord | undefined,
  forgottenBefore: Instant | undefined,
  changed: readonly Observation[],
  places: Places,
): Readonly<Record<string, readonly Evidence[]>> {
  if (known?.witness === undefined || forgottenBefore === undefined) return {};
  const copies: Record<string, readonly Evidence[]> = {};
  const newest = new Map(changed.map((observation) => [findingText(observation.key), observation]));
  for (const [name, pieces] of Object.entries(known.witness.pieces)) {
    const keys = places.keys.get(name) ?? [];
    if (keys.length === 0) continue;
    const kept = pieces
      .flatMap((piece) => {
        const now = newest.get(findingText(piece.finding));
        return now === undefined ? [piece] : saidNow(now, keys);
      })
      .filter(({ to }) => to < forgottenBefore);
    if (kept.length > 0) copies[name] = kept;
  }
  return copies;
}

/** What a finding is evidence for now, at the places where a signal looks. */
function saidNow(changed: Observation, keys: readonly SignalKey[]): readonly Evidence[] {
  const filing = openFilings(changed).find(({ key }) =>
    keys.some(
      ({ rule, signal, entity }) => key.rule === rule && key.signal === signal && key.entity === entity,
    ),
  );
  return filing === undefined ? [] : [filing.evidence];
}
