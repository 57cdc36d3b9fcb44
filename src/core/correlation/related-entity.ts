import type { Entity, Relation } from '../entity/entity.ts';
import { relationKey } from '../entity/relation-key.ts';

/** An entity as relations know it: under its relation key, which for IAM roles and users leaves out the path. */
export function toRelatedEntity(entity: Entity): Entity {
  const key = relationKey(entity);
  return key === entity.key ? entity : { ...entity, key };
}

/** A relation between entities as relations know them. */
export function toRelatedEntities({ ends: [a, b] }: Relation): Relation {
  return { ends: [toRelatedEntity(a), toRelatedEntity(b)] };
}

/** One text for a relation between related entities, whichever way round it is stated. */
export function relationText({ ends: [a, b] }: Relation): string {
  return a.key < b.key ? `${a.key}\n${b.key}` : `${b.key}\n${a.key}`;
}
