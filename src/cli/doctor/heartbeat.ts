import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromHeartbeatItem, HEARTBEAT_KEY, type Heartbeat } from '../../store/dynamodb/heartbeat-item.ts';
import { toKey } from '../../store/dynamodb/item.ts';

/** Reads the heartbeat of a table; undefined where there has been none. */
export async function loadHeartbeat(
  client: DynamoDBClient,
  table: string,
): Promise<Heartbeat | 'no table' | undefined> {
  const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: toKey(HEARTBEAT_KEY) }));
    return Item === undefined ? undefined : fromHeartbeatItem(Item);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'no table';
    throw error;
  }
}
