import type { Evidence, SignalKey } from '../../../src/core/correlation/evidence.ts';
import type { FindingChange } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import type { Relation } from '../../../src/core/entity/entity.ts';
import type { Store } from '../../../src/store.ts';
import { filingOf, observationOf, PLACE } from '../store-world.ts';

/** The change that a version makes when nothing but what is given comes or goes with it. */
export function changeOf(next: Observation, more: Partial<FindingChange> = {}): FindingChange {
  return { next, filed: [], withdrawn: [], stated: [], ended: [], ...more };
}

/** Saves each piece as the evidence of a finding of its own. */
export async function file(store: Store, pieces: readonly Evidence[], key: SignalKey = PLACE): Promise<void> {
  for (const piece of pieces) {
    const next = observationOf(piece.finding.id, 1, { key: piece.finding });
    await store.saveFinding(changeOf(next, { filed: [filingOf(piece, key)] }));
  }
}

/** Saves a finding that states relations. */
export async function state(store: Store, id: string, stated: readonly Relation[]): Promise<Observation> {
  const next = observationOf(id, 1, { relations: stated });
  await store.saveFinding(changeOf(next, { stated }));
  return next;
}
