import type { Instant } from '../../core/instant.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import { type Item, type ItemKey, toKey, toNumber } from './item.ts';
import { PREFIX } from './table.ts';

/** What the function that takes events in notes of itself in the table. */
export interface Heartbeat {
  /** When it last received an event. */
  readonly receivedAt?: Instant;
  /** URLs of the queues of dead letters, by the name of the edge. */
  readonly deadLetterQueues: ReadonlyMap<string, string>;
  /** The name of the rules that it runs. */
  readonly rules?: string;
}

/** Where the heartbeat is kept. */
export const HEARTBEAT_KEY: ItemKey = { pk: PREFIX.meta, sk: 'heartbeat' };

/** A heartbeat as an item; `deadLetterQueues` is a JSON object of URLs. */
export function toHeartbeatItem(about: {
  readonly receivedAt: number;
  readonly deadLetterQueues: string;
  readonly rules: string;
}): Item {
  return {
    ...toKey(HEARTBEAT_KEY),
    receivedAt: toNumber(about.receivedAt),
    deadLetterQueues: { S: about.deadLetterQueues },
    rules: { S: about.rules },
  };
}

/** What an item tells of a heartbeat; what it does not tell as it should is left out. */
export function fromHeartbeatItem(item: Item): Heartbeat {
  const receivedAt = Number(item.receivedAt?.N ?? Number.NaN);
  return {
    ...(Number.isSafeInteger(receivedAt) && { receivedAt: receivedAt as Instant }),
    deadLetterQueues: toQueues(item.deadLetterQueues?.S),
    ...(item.rules?.S !== undefined && { rules: item.rules.S }),
  };
}

function toQueues(text: string | undefined): ReadonlyMap<string, string> {
  const json = parseJson(text ?? '{}');
  if (!isJsonObject(json)) return new Map();
  return new Map(
    Object.entries(json).flatMap(([name, url]) => (typeof url === 'string' ? [[name, url]] : [])),
  );
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // A heartbeat that names no queues is told as such.
    return undefined;
  }
}
