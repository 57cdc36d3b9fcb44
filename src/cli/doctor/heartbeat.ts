import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../core/instant.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import { PREFIX, TABLE } from '../../store/dynamodb/table.ts';

/** What the function that takes events in notes of itself in the table. */
export interface Heartbeat {
  /** When it last received an event. */
  readonly receivedAt?: Instant;
  /** URLs of the queues of dead letters, by the name of the edge. */
  readonly deadLetterQueues: ReadonlyMap<string, string>;
  /** The name of the rules that it runs. */
  readonly rules?: string;
}

/** Sort key of the item. */
export const HEARTBEAT = 'heartbeat';

/** Reads the heartbeat of a table; undefined where there has been none. */
export async function loadHeartbeat(
  client: DynamoDBClient,
  table: string,
): Promise<Heartbeat | 'no table' | undefined> {
  const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
  const key = { [TABLE.partitionKey]: { S: PREFIX.meta }, [TABLE.sortKey]: { S: HEARTBEAT } };
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key }));
    return Item === undefined ? undefined : toHeartbeat(Item);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'no table';
    throw error;
  }
}

function toHeartbeat(item: Readonly<Record<string, AttributeValue>>): Heartbeat {
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
