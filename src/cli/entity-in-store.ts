import type { Entity } from '../core/entity/entity.ts';
import { entityOf } from '../core/entity/entity-of.ts';
import type { Rule } from '../core/rule/rule.ts';
import { incidentPages } from '../desk/incident-pages.ts';
import type { Store } from '../store.ts';
import { resolveEntity, type SeenIn } from './resolve-entity.ts';
import { UsageError } from './usage-error.ts';

/**
 * The entity that the user means: the one of an ARN, whatever the store holds of it, else one that some incident in
 * the store is about, for a store lists no other. Throws UsageError with candidates.
 */
export async function entityInStore(text: string, rule: Rule, store: Store): Promise<Entity> {
  const type = rule.entity;
  const named = entityOf({ Type: type, Id: text }, undefined);
  if (named !== undefined && isWhole(named)) {
    if (named.type === type) return named;
    throw new UsageError(
      `\`${text}\` is of type ${named.type}, and the rule \`${rule.id}\` is about ${type}`,
    );
  }
  return resolveEntity(text, type, await entitiesOfIncidents(type, store), SEEN_IN_STORE);
}

const SEEN_IN_STORE: SeenIn = {
  nothing: 'no incident in the store',
  wayOut: 'a store knows any other by its ARN only',
};

/** Whether nothing of the key is left open: accounts and access keys have no ARN of their own. */
function isWhole({ key }: Entity): boolean {
  return WHOLE_STARTS.some((start) => key.startsWith(start));
}

const WHOLE_STARTS = ['arn:', 'AWS::::', 'AwsIamAccessKey:::'] as const;

async function entitiesOfIncidents(type: string, store: Store): Promise<ReadonlyMap<string, Entity>> {
  const entities = new Map<string, Entity>();
  for await (const page of incidentPages(store, 'all')) {
    for (const { incident } of page) {
      if (incident.entity.type === type) entities.set(incident.entity.key, incident.entity);
    }
  }
  return entities;
}
