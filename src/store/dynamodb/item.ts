import { hash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PREFIX, TABLE } from './table.ts';

/** An item of the table as the SDK takes and gives it. */
export type Item = Record<string, AttributeValue>;

/** What names an item of the table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** A partition named by texts of any length: their hash, since a partition key has 2,048 bytes at most. */
export function partitionOf(
  kind: 'finding' | 'evidence' | 'related' | 'relation' | 'group',
  ...texts: readonly string[]
): string {
  return PREFIX[kind] + hash('sha256', JSON.stringify(texts), 'hex').slice(0, HASH_DIGITS);
}

/** 160 bits: nobody can make two that are alike. */
const HASH_DIGITS = 40;

/** A key as the SDK takes it. */
export function toKey({ pk, sk }: ItemKey): Item {
  return { [TABLE.partitionKey]: { S: pk }, [TABLE.sortKey]: { S: sk } };
}

/** The key of an item. */
export function keyOf(item: Item): ItemKey {
  return { pk: textOf(item, TABLE.partitionKey), sk: textOf(item, TABLE.sortKey) };
}

/** The text in an attribute; '' where there is none. */
export function textOf(item: Item | undefined, name: string): string {
  return item?.[name]?.S ?? '';
}

/** The number in an attribute; 0 where there is none. */
export function numberOf(item: Item | undefined, name: string): number {
  return Number(item?.[name]?.N ?? 0);
}

/** A number as an attribute. */
export function toNumber(value: number): AttributeValue {
  return { N: String(value) };
}
