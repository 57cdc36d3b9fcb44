import { type Instant, parseInstant } from '../../core/instant.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine.ts';
import type { Store } from '../../store.ts';

/** What an engine is made of that runs on, by the clock of this machine. */
export type LiveEngineOptions = Omit<EngineOptions, 'clock'> & { readonly now: () => Instant };

/**
 * The engine of a home that runs on: evidence goes by time (design 4.10), but no sooner than by the time of the finding
 * that is being applied. What arrives as it happens is forgotten as in an account, while a history that somebody posts
 * years later still joins as it would have then.
 */
export function createLiveEngine({ now, store, ...options }: LiveEngineOptions): Engine {
  let appliedAt = LONG_AGO;
  const lateMs = () => Math.max(0, now() - appliedAt);
  const engine = createEngine({ ...options, store: forgettingLater(store, lateMs), clock: now });
  return {
    ...engine,
    apply: (observation) => {
      appliedAt = parseInstant(observation.order.split('|', 1)[0]) ?? LONG_AGO;
      return engine.apply(observation);
    },
    applyContext: (context) => {
      // Relations do not say when.
      appliedAt = LONG_AGO;
      return engine.applyContext(context);
    },
  };
}

/** Before everything that a finding can tell of. */
const LONG_AGO = 0 as Instant;

/** What a store still holds though its time is up is counted once (design 4.10: late and lazily). */
function forgettingLater(store: Store, lateMs: () => number): Store {
  return {
    ...store,
    forgetEvidence: (key, endedBefore) => store.forgetEvidence(key, (endedBefore - lateMs()) as Instant),
  };
}
