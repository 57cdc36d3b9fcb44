import { validationError } from '../http/service-error.ts';
import { type AttributeValue, type Item, textOf } from './attribute-value.ts';
import { checkItem } from './dynalite.ts';
import { itemBytes } from './item-bytes.ts';
import type { Table } from './table.ts';
import type { KeyNames } from './table-description.ts';
import { projectedItem } from './table-index.ts';

/** An item has 400 KB at most, its entries in local indexes included (DynamoDB guide, "constraints"). */
const ITEM_BYTES_MAX = 409_600;
const HASH_KEY_BYTES_MAX = 2048;
const RANGE_KEY_BYTES_MAX = 1024;

/** Refuses an item that the table cannot take: a key that is missing, empty or too long, or too much of the rest. */
export function checkImage(item: Item, table: Table): void {
  checkItem(item, table.description);
  checkKeyBytes(item, table.key);
  for (const { name, items } of table.indexes.values()) {
    checkIndexKey(item, items.key, name);
    checkKeyBytes(item, items.key);
  }
  let bytes = itemBytes(item);
  for (const index of table.indexes.values()) {
    if (index.isLocal && index.items.entryOf(item, 0)) bytes += itemBytes(projectedItem(index, item));
  }
  if (bytes > ITEM_BYTES_MAX) throw validationError('Item size has exceeded the maximum allowed size');
}

/** Refuses a key, or the key that an item has, for its length in bytes. */
export function checkKeyBytes(item: Item, { hash, range }: KeyNames): void {
  if (keyBytes(item[hash]) > HASH_KEY_BYTES_MAX) {
    throw validationError(
      'One or more parameter values were invalid: ' +
        'Size of hashkey has exceeded the maximum size limit of2048 bytes',
    );
  }
  if (range !== undefined && keyBytes(item[range]) > RANGE_KEY_BYTES_MAX) {
    throw validationError(
      'One or more parameter values were invalid: ' +
        'Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    );
  }
}

function checkIndexKey(item: Item, { hash, range }: KeyNames, index: string): void {
  for (const name of range === undefined ? [hash] : [hash, range]) {
    const value = item[name];
    if (value !== undefined && textOf(value) === '') {
      throw validationError(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
          'The AttributeValue for a key attribute cannot contain an empty string value. ' +
          `IndexName: ${index}, IndexKey: ${name}`,
      );
    }
  }
}

function keyBytes(value: AttributeValue | undefined): number {
  if (value?.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  return Buffer.byteLength(value?.S ?? '');
}
