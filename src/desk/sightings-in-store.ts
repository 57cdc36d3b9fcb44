import { type Evidence, type Filing, findingText } from '../core/correlation/evidence.ts';
import { incidentId } from '../core/correlation/incident-id.ts';
import { findPlaces } from '../core/correlation/places.ts';
import type { Entity } from '../core/entity/entity.ts';
import type { Sighting } from '../core/explain/explanation.ts';
import type { Rule } from '../core/rule/rule.ts';
import { digest } from '../digest.ts';
import type { Store } from '../store.ts';

/**
 * Findings that a store can tell were evidence once: those that the incident of the rule and the entity lists. What
 * was withdrawn before there was an incident, and what lies on entities without a known relation, no store tells.
 */
export async function sightingsInStore(
  rule: Rule,
  entity: Entity,
  store: Store,
): Promise<readonly Sighting[]> {
  const record = await store.loadIncident(incidentId(rule.id, entity.key, digest));
  if (record === undefined) return [];
  const { keys } = await findPlaces(rule, entity, store);
  const listed = new Map<string, { readonly evidence: Evidence; readonly filings: Filing[] }>();
  for (const [name, { findings }] of Object.entries(record.incident.signals)) {
    // Where on a related entity it was filed, the incident does not say: any place that the signal looks at will do.
    const [key] = keys.get(name) ?? [];
    if (key === undefined) continue;
    for (const evidence of findings) {
      const text = findingText(evidence.finding);
      const known = listed.get(text) ?? { evidence, filings: [] };
      known.filings.push({ key, entity, evidence });
      listed.set(text, known);
    }
  }
  return newestOf([...listed.values()], store);
}

async function newestOf(
  listed: readonly { readonly evidence: Evidence; readonly filings: readonly Filing[] }[],
  store: Store,
): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  for (const { evidence, filings } of listed) {
    const newest = await store.loadFinding(evidence.finding);
    if (newest !== undefined) sightings.push({ newest, filings });
  }
  return sightings;
}
