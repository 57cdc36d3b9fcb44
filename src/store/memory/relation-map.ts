import { relationText } from '../../core/correlation/related-entity.ts';
import type { Entity, Relation } from '../../core/entity/entity.ts';
import type { RelationChanges } from '../../store.ts';

/** The relations that hold, with how many sources state each. */
export interface RelationMap {
  /** Counts one source more for each of `stated` and one less for each of `ended`. */
  change(stated: readonly Relation[], ended: readonly Relation[]): RelationChanges;
  read(entity: string, type: string): ReadonlyMap<string, Entity>;
}

const NONE: ReadonlyMap<string, Entity> = new Map();

/** Makes an empty map of relations. */
export function createRelationMap(): RelationMap {
  const sources = new Map<string, number>();
  const neighbours = new Map<string, Map<string, Entity>>();
  const link = (from: Entity, to: Entity) => {
    const place = `${from.key}\n${to.type}`;
    const known = neighbours.get(place) ?? new Map<string, Entity>();
    neighbours.set(place, known.set(to.key, to));
  };
  const unlink = (from: Entity, to: Entity) => {
    const place = `${from.key}\n${to.type}`;
    neighbours.get(place)?.delete(to.key);
    if (neighbours.get(place)?.size === 0) neighbours.delete(place);
  };
  const count = (relation: Relation, by: 1 | -1): number => {
    const text = relationText(relation);
    const next = (sources.get(text) ?? 0) + by;
    if (next === 0) sources.delete(text);
    else sources.set(text, next);
    return next;
  };
  return {
    change: (stated, ended) => {
      const begun = stated.filter((relation) => count(relation, 1) === 1);
      const gone = ended.filter((relation) => count(relation, -1) === 0);
      for (const {
        ends: [a, b],
      } of begun) {
        link(a, b);
        link(b, a);
      }
      for (const {
        ends: [a, b],
      } of gone) {
        unlink(a, b);
        unlink(b, a);
      }
      return { begun, ended: gone };
    },
    read: (entity, type) => neighbours.get(`${entity}\n${type}`) ?? NONE,
  };
}
