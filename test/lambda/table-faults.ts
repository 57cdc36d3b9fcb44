import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { countedValues } from '../../src/core/correlation/evidence.ts';
import { fromFindingItem } from '../../src/store/dynamodb/finding-item.ts';
import { type Item, keyOf, numberOf } from '../../src/store/dynamodb/item.ts';
import { fromPieceItem } from '../../src/store/dynamodb/piece-item.ts';
import { relationKeyOf } from '../../src/store/dynamodb/relation-item.ts';
import { PREFIX, TABLE } from '../../src/store/dynamodb/table.ts';
import type { Account } from '../account/account.ts';
import { tableNameOf } from './pipeline.ts';

/** What is wrong in a table, counted anew from its findings and pieces: nothing, where every save was all or nothing. */
export async function tableFaults(account: Account): Promise<readonly string[]> {
  const client = new DynamoDBClient(account.dynamoDbOptions());
  const items = await scanTable(client, tableNameOf(account));
  client.destroy();
  return faultsIn(items);
}

/** What is wrong among the items of a table. */
export function faultsIn(items: readonly Item[]): readonly string[] {
  return [...countFaults(items), ...relationFaults(items), ...leftovers(items)];
}

/** All items of a table. */
export async function scanTable(client: DynamoDBClient, TableName: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

function startingWith(items: readonly Item[], prefix: string): readonly Item[] {
  return items.filter((item) => keyOf(item).pk.startsWith(prefix));
}

function countFaults(items: readonly Item[]): readonly string[] {
  const faults: string[] = [];
  for (const [pk, own] of Map.groupBy(startingWith(items, PREFIX.evidence), (item) => keyOf(item).pk)) {
    const pieces = own.filter((item) => item[TABLE.byStart.sortKey] !== undefined).map(fromPieceItem);
    const count = own.find((item) => keyOf(item).sk === 'count');
    const values = new Map<string, number>();
    for (const piece of pieces)
      for (const value of countedValues(piece)) values.set(value, (values.get(value) ?? 0) + 1);
    if (numberOf(count, 'pieces') !== pieces.length || numberOf(count, 'distinctValues') !== values.size)
      faults.push(
        `${pk} counts ${numberOf(count, 'pieces')}/${numberOf(count, 'distinctValues')}, holds ${pieces.length}/${values.size}`,
      );
    const counted = own.filter((item) => keyOf(item).sk.startsWith('value#'));
    const expected = pieces.filter((piece) => piece.values !== undefined).flatMap(countedValues);
    if (counted.reduce((sum, item) => sum + numberOf(item, 'pieces'), 0) !== expected.length)
      faults.push(`${pk} counts values otherwise than it holds them`);
  }
  return faults;
}

function relationFaults(items: readonly Item[]): readonly string[] {
  const sources = new Map<string, number>();
  for (const item of startingWith(items, PREFIX.finding)) {
    if (item.data === undefined || numberOf(item, 'garbage') === 1) continue;
    for (const relation of fromFindingItem(item).observation.relations) {
      const { pk } = relationKeyOf(relation);
      sources.set(pk, (sources.get(pk) ?? 0) + 1);
    }
  }
  const held = new Map(
    startingWith(items, PREFIX.relation).map((item) => [keyOf(item).pk, numberOf(item, 'sources')]),
  );
  const faults = [...new Set([...sources.keys(), ...held.keys()])]
    .filter((pk) => (sources.get(pk) ?? 0) !== (held.get(pk) ?? 0))
    .map((pk) => `${pk} has ${held.get(pk) ?? 0} sources, ${sources.get(pk) ?? 0} state it`);
  for (const [pk, own] of Map.groupBy(startingWith(items, PREFIX.related), (item) => keyOf(item).pk)) {
    const neighbours = own.filter((item) => keyOf(item).sk !== 'count').length;
    const count = numberOf(
      own.find((item) => keyOf(item).sk === 'count'),
      'neighbours',
    );
    if (neighbours !== count) faults.push(`${pk} counts ${count} neighbours, holds ${neighbours}`);
  }
  return faults;
}

/** What must not be left when all has come to rest. */
function leftovers(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => {
    const { pk, sk } = keyOf(item);
    if (item.pending !== undefined) return [`${pk} ${sk} has something under way`];
    return pk === PREFIX.undelivered ? [`${sk} is noted as not delivered`] : [];
  });
}
