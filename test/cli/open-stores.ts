import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Finding } from '../../src/core/finding/finding.ts';
import { openDynamoDbStore } from '../../src/store/dynamodb/dynamodb-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { startDynamoDb } from '../account/dynamodb/start-dynamo-db.ts';
import { environmentOf } from './fake-aws.ts';
import { fillStore } from './fill-store.ts';
import { makeFolder } from './run-cli.ts';

/** A store that holds findings, as `--store` names it, and the environment in which it is found. */
export interface OpenedStore {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The kinds of stores that can be looked at, each filled with findings. */
export const STORES: Readonly<Record<string, (findings: readonly Finding[]) => Promise<OpenedStore>>> = {
  'a file': async (findings) => {
    const name = join(makeFolder(), 'hub.sqlite');
    const store = openSqliteStore(name);
    await fillStore(store, findings);
    await store.close();
    return { name, env: {} };
  },
  'a table': async (findings) => {
    const dynamoDb = await startDynamoDb();
    onTestFinished(() => dynamoDb.close());
    dynamoDb.createTable('incidents');
    await fillStore(openDynamoDbStore({ client: dynamoDb.client(), table: 'incidents' }), findings);
    const { AWS_ENDPOINT_URL: endpoint = '', ...env } = environmentOf(dynamoDb.endpoint);
    return { name: 'dynamodb:incidents', env: { ...env, CORROBORATE_DYNAMODB_ENDPOINT: endpoint } };
  },
};
