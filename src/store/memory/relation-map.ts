import type { RelationChanges } from '../../core/correlation/finding-change.ts';
import { relationText } from '../../core/correlation/related-entity.ts';
import type { Entity, Relation } from '../../core/entity/entity.ts';

/** The relations that hold, with how many sources state each. */
export interface RelationMap {
  /** Counts one source more for each of `stated` and one less for each of `ended`. */
  change(stated: readonly Relation[], ended: readonly Relation[]): RelationChanges;
  read(entity: string, type: string): ReadonlyMap<string, Entity>;
}

const NONE: ReadonlyMap<string, Entity> = new Map();

/** Makes an empty map of relations. */
export function createRelationMap(): RelationMap {
  const sources = new Map<string, { readonly relation: Relation; count: number }>();
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
  const begins = (relation: Relation): boolean => {
    const text = relationText(relation);
    const held = sources.get(text);
    if (held === undefined) sources.set(text, { relation, count: 1 });
    else held.count += 1;
    return held === undefined;
  };
  /** The relation as it was begun, when this was its last source. */
  const ends = (relation: Relation): readonly Relation[] => {
    const text = relationText(relation);
    const held = sources.get(text);
    if (held === undefined) return [];
    held.count -= 1;
    if (held.count > 0) return [];
    sources.delete(text);
    return [held.relation];
  };
  return {
    change: (stated, ended) => {
      const begun = stated.filter(begins);
      const gone = ended.flatMap(ends);
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
