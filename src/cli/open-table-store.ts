import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../store.ts';
import type { AwsOptions } from './aws/aws-options.ts';
import { toClientSettings } from './aws/client-settings.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

const SCHEME = 'dynamodb:';

/** A store that is only looked at: a SQLite file, or `dynamodb:TABLE` in the Region of the options. */
export interface StoreToRead extends AwsOptions {
  readonly store: string;
}

/** Whether `--store` names a table in DynamoDB. */
export function isTable(store: string): boolean {
  return store.startsWith(SCHEME);
}

/** The table that `dynamodb:TABLE` names, and a client of its Region. Throws UsageError for no name. */
export async function openTable(
  session: Session,
  choice: StoreToRead,
): Promise<{ readonly table: string; readonly client: DynamoDBClient }> {
  const table = choice.store.slice(SCHEME.length);
  if (table === '')
    throw new UsageError(`\`${SCHEME}\` names no table`, { hint: `write \`${SCHEME}TABLE\`` });
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  return { table, client: new DynamoDBClient(toClientSettings(session, choice, 'DYNAMODB')) };
}

/** Opens a deployed table as a store; the AWS SDK is loaded for it, and for nothing else. */
export async function openTableStore(session: Session, choice: StoreToRead): Promise<Store> {
  const { table, client } = await openTable(session, choice);
  const { openDynamoDbStore } = await import('../store/dynamodb/dynamodb-store.ts');
  const store = openDynamoDbStore({ client, table, isReadOnly: true });
  return {
    ...store,
    close: async () => {
      await store.close();
      client.destroy();
    },
  };
}
