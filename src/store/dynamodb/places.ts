import type { Entity } from '../../core/entity/entity.ts';
import type { PlaceStore } from '../../store.ts';
import { numberOf, partitionOf, toKey } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { NEIGHBOUR, sideCountKeyOf, sideOf } from './relation-item.ts';
import type { Session } from './session.ts';
import { toSortText } from './sort-text.ts';
import { TABLE } from './table.ts';

/** One page of entities in the order of their keys; it starts after the key `after`. */
interface KeyPage {
  readonly after?: string;
  readonly limit: number;
}

/** What a store promises about relations and groups. */
export function placeMethods(session: Session): PlaceStore {
  const countOf = (entity: string, type: string) => session.get(sideCountKeyOf(sideOf(entity, type)));
  return {
    readRelated: (entity, type, query) => readEntities(session, sideOf(entity, type), query),
    countRelated: async (entity, type) => numberOf(await countOf(entity, type), 'neighbours'),
    measureRelated: async (entity, type) => {
      const item = await countOf(entity, type);
      return { count: numberOf(item, 'neighbours'), isMarkedWide: item?.wide?.BOOL === true };
    },
    markWide: async (entity, type, isWide) => {
      const update = sideCountKeyOf(sideOf(entity, type));
      const names = { '#wide': 'wide' };
      await session.update(
        isWide
          ? { update, expression: 'SET #wide = :wide', names, values: { ':wide': { BOOL: true } } }
          : { update, expression: 'REMOVE #wide', names },
      );
    },
    readGroup: (rule, group, query) => readEntities(session, partitionOf('group', rule, group), query),
    joinGroup: async (rule, group, entity) => {
      const key = { pk: partitionOf('group', rule, group), sk: NEIGHBOUR + toSortText(entity.key) };
      // Read first: an entity joins once and is judged often, and reading costs a fifth of writing.
      if ((await session.get(key)) === undefined)
        await session.put({ ...toKey(key), data: toPacked(entity) });
    },
  };
}

async function readEntities(
  session: Session,
  pk: string,
  { after, limit }: KeyPage,
): Promise<readonly Entity[]> {
  if (limit <= 0) return [];
  const low = after === undefined ? NEIGHBOUR : `${NEIGHBOUR}${toSortText(after)}\u0000`;
  const items = await session.query(
    {
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
      ExpressionAttributeValues: { ':pk': { S: pk }, ':low': { S: low }, ':high': { S: AFTER_NEIGHBOURS } },
    },
    limit,
  );
  return items.map((item) => fromPacked<Entity>(item.data));
}

/** The text after every one that starts as those of neighbours do. */
const AFTER_NEIGHBOURS = 'key$';
