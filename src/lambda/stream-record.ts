import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, AttributeValue as StreamValue } from 'aws-lambda';
import { changeFrom, type SavedChange } from '../core/correlation/finding-change.ts';
import type { Observation } from '../core/correlation/observe.ts';
import { fromFindingItem, type HeldFinding } from '../store/dynamodb/finding-item.ts';
import type { Item } from '../store/dynamodb/item.ts';
import { PREFIX, TABLE } from '../store/dynamodb/table.ts';

/** What a record of the table's stream means to us. */
export type StreamNews =
  /** A version of a finding was saved. */
  | { readonly kind: 'saved'; readonly change: SavedChange }
  /** A save in steps is under way, or was left halfway. */
  | { readonly kind: 'pending'; readonly finding: HeldFinding }
  /** TTL has removed a piece of evidence. */
  | { readonly kind: 'piece-expired'; readonly eventId: string; readonly image: Item }
  /** TTL has removed a finding. */
  | {
      readonly kind: 'finding-expired';
      readonly eventId: string;
      readonly image: Item;
      readonly observation: Observation;
    }
  /** Something else changed. */
  | { readonly kind: 'other' };

const OTHER: StreamNews = { kind: 'other' };

/** Reads a record; throws where it is not as we write it. */
export function readStreamRecord(record: DynamoDBRecord): StreamNews {
  const { Keys, NewImage, OldImage } = record.dynamodb ?? {};
  const pk = Keys?.[TABLE.partitionKey]?.S ?? '';
  if (record.eventName !== 'REMOVE') {
    if (!pk.startsWith(PREFIX.finding)) return OTHER;
    return readSaved(toItem(NewImage), OldImage && toItem(OldImage));
  }
  if (!isExpired(record) || record.eventID === undefined) return OTHER;
  const removed = { eventId: record.eventID, image: toItem(OldImage) };
  if (pk.startsWith(PREFIX.finding)) {
    return { kind: 'finding-expired', ...removed, observation: fromFindingItem(removed.image).observation };
  }
  const isPiece = pk.startsWith(PREFIX.evidence) && removed.image[TABLE.byStart.sortKey] !== undefined;
  return isPiece ? { kind: 'piece-expired', ...removed } : OTHER;
}

/** What we remove ourselves is accounted for by whoever removes it. */
function isExpired(record: DynamoDBRecord): boolean {
  const identity: { readonly type?: string; readonly principalId?: string } | undefined = record.userIdentity;
  return identity?.type === 'Service';
}

function readSaved(image: Item, oldImage: Item | undefined): StreamNews {
  const after = fromFindingItem(image);
  if (after.pending !== undefined) return { kind: 'pending', finding: after };
  const before = oldImage && fromFindingItem(oldImage);
  const next = after.observation;
  // The last step of a save in steps: what it has changed stands with the steps before.
  const parts = before?.pending?.parts;
  const change = parts === undefined ? changeFrom(before?.observation, next) : { next, ...parts };
  // Which of them really began or ended only the save itself knew: judging more than need be does no harm.
  return { kind: 'saved', change: { ...change, relations: { begun: change.stated, ended: change.ended } } };
}

/** In the records that Lambda hands over binary values are Base64. */
function toItem(image: Readonly<Record<string, StreamValue>> | undefined): Item {
  return Object.fromEntries(
    Object.entries(image ?? {}).map(([name, value]): [string, AttributeValue] => [
      name,
      value.B === undefined
        ? (value as AttributeValue)
        : { B: Uint8Array.from(Buffer.from(value.B, 'base64')) },
    ]),
  );
}
