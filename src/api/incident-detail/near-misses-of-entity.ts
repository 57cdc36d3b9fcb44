import { findPlaces } from '../../core/correlation/places.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { explain } from '../../core/explain/explain.ts';
import { nearMissOf } from '../../core/explain/near-miss.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { FoundMiss } from '../../desk/find-near-misses.ts';
import type { Store } from '../../store.ts';

/** An explanation reads all evidence of a rule; where there is more than this, nobody waits for it. */
const EVIDENCE_MAX = 5000;

/** Rules that lack one thing for an entity; those for which `holds` says that an incident is open are not asked. */
export async function nearMissesOfEntity(
  rules: readonly Rule[],
  entity: Entity,
  store: Store,
  holds: (rule: Rule) => boolean,
): Promise<readonly FoundMiss[]> {
  const found: FoundMiss[] = [];
  for (const rule of rules) {
    if (rule.entity !== entity.type || rule.status === 'draft' || holds(rule)) continue;
    if (!(await isLittle(rule, entity, store))) continue;
    const miss = nearMissOf(rule, await explain(rule, entity, [], store));
    if (miss !== undefined) found.push({ ...miss, rule });
  }
  return found;
}

/** Whether there is any evidence, and not too much of it. */
async function isLittle(rule: Rule, entity: Entity, store: Store): Promise<boolean> {
  const { keys } = await findPlaces(rule, entity, store);
  let count = 0;
  for (const places of keys.values()) {
    for (const key of places) count += await store.countEvidence(key);
    if (count > EVIDENCE_MAX) return false;
  }
  return count > 0;
}
