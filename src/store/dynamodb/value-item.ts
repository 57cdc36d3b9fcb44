import { type Item, numberOf, toKey, toNumber } from './item.ts';
import { valueKeyOf } from './piece-item.ts';
import type { Write } from './session.ts';

/** A value that is counted for so many pieces more, or fewer. */
export interface CountedValue {
  /** The place: the partition of what is filed there. */
  readonly pk: string;
  readonly value: string;
  readonly by: number;
}

/** How a value is counted, and by how much that changes the number of distinct values of its place. */
export interface ValueWrite {
  readonly write: Write | undefined;
  readonly distinct: -1 | 0 | 1;
}

/** The write that counts a value, on the condition that its item still is as it was read; none where there is none. */
export function valueWrites(pk: string, value: string, by: number, held: Item | undefined): ValueWrite {
  const before = numberOf(held, 'pieces');
  const after = Math.max(0, before + by);
  if (after === before) return { write: undefined, distinct: 0 };
  const itemKey = valueKeyOf(pk, value);
  const condition =
    held === undefined
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: 'pieces = :before', values: { ':before': toNumber(before) } };
  const write: Write =
    after === 0
      ? { remove: itemKey, condition }
      : { put: { ...toKey(itemKey), pieces: toNumber(after) }, condition };
  return { write, distinct: before === 0 ? 1 : after === 0 ? -1 : 0 };
}
