import { relationText } from '../../core/correlation/related-entity.ts';
import type { Entity, Relation } from '../../core/entity/entity.ts';
import { type Item, type ItemKey, numberOf, partitionOf, toKey, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import type { Write } from './session.ts';
import { toSortText } from './sort-text.ts';

/** A relation that so many sources more, or fewer, state. */
export interface HeldRelation {
  readonly relation: Relation;
  readonly by: number;
}

/** What counts the sources of a relation, whichever way round it is stated. */
export function relationKeyOf(relation: Relation): ItemKey {
  return { pk: partitionOf('relation', relationText(relation)), sk: 'sources' };
}

/** The partition of the entities of a type that relations tie to an entity, with their count. */
export function sideOf(entity: string, type: string): string {
  return partitionOf('related', type, entity);
}

/** What counts the entities of a side, and says whether it was wide when it was last judged. */
export function sideCountKeyOf(pk: string): ItemKey {
  return { pk, sk: 'count' };
}

/** The item of one entity of a side. */
function neighbourKeyOf(pk: string, key: string): ItemKey {
  return { pk, sk: NEIGHBOUR + toSortText(key) };
}

/** What the sort keys of neighbours start with: it keeps them apart from their count. */
export const NEIGHBOUR = 'key#';

/** The items that the beginning or the end of a relation writes beside its sources. */
export function sideKeysOf({ ends: [a, b] }: Relation): readonly ItemKey[] {
  return [
    [a, b],
    [b, a],
  ].flatMap(([from, to]) => {
    if (from === undefined || to === undefined) return [];
    const pk = sideOf(from.key, to.type);
    return [sideCountKeyOf(pk), neighbourKeyOf(pk, to.key)];
  });
}

/** The writes of relations given how many sources each has, and which of them begin or end by it. */
export function relationWrites(
  relations: readonly HeldRelation[],
  held: (key: ItemKey) => Item | undefined,
): {
  readonly writes: readonly Write[];
  readonly begun: readonly Relation[];
  readonly ended: readonly Relation[];
} {
  const writes: Write[] = [];
  const begun: Relation[] = [];
  const ended: Relation[] = [];
  const sides = new Map<string, number>();
  for (const { relation, by } of relations) {
    const item = held(relationKeyOf(relation));
    const before = numberOf(item, 'sources');
    const after = Math.max(0, before + by);
    if (after === before) continue;
    writes.push(sourcesWrite(relation, item, before, after));
    if (before === 0) begun.push(relation);
    // It ends as it was begun, although its last source may tell a type otherwise.
    if (after === 0) ended.push(endsIn(item, relation));
  }
  for (const relation of begun) link(relation, 1, writes, sides);
  for (const relation of ended) link(relation, -1, writes, sides);
  for (const [pk, by] of sides) if (by !== 0) writes.push(sideCountWrite(pk, by));
  return { writes, begun, ended };
}

function sourcesWrite(relation: Relation, item: Item | undefined, before: number, after: number): Write {
  const key = relationKeyOf(relation);
  const condition =
    item === undefined
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: 'sources = :before', values: { ':before': toNumber(before) } };
  if (after === 0) return { remove: key, condition };
  const ends = item?.ends ?? toPacked(relation.ends);
  return { put: { ...toKey(key), sources: toNumber(after), ends }, condition };
}

function endsIn(item: Item | undefined, relation: Relation): Relation {
  return item === undefined ? relation : { ends: fromPacked<Relation['ends']>(item.ends) };
}

function link({ ends: [a, b] }: Relation, by: 1 | -1, writes: Write[], sides: Map<string, number>): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as [Entity, Entity][]) {
    const pk = sideOf(from.key, to.type);
    const key = neighbourKeyOf(pk, to.key);
    writes.push(by === 1 ? { put: { ...toKey(key), data: toPacked(to) } } : { remove: key });
    sides.set(pk, (sides.get(pk) ?? 0) + by);
  }
}

function sideCountWrite(pk: string, by: number): Write {
  return {
    update: sideCountKeyOf(pk),
    expression: 'ADD neighbours :by',
    values: { ':by': toNumber(by) },
  };
}
