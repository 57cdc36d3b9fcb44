import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientSettings } from '../../src/lambda/clients.ts';
import { isTransient } from '../../src/lambda/is-transient.ts';

const VARIABLES = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

async function openSilentServer(): Promise<string> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the settings of a client', () => {
  it('end a request that is never answered well before the invocation ends, as something that may pass', async () => {
    const endpoint = await openSilentServer();
    const settings = clientSettings('DYNAMODB', VARIABLES, {}, endpoint);
    const { requestHandler = { connectionTimeout: Infinity, requestTimeout: Infinity } } = settings;
    expect(requestHandler.connectionTimeout + requestHandler.requestTimeout).toBeLessThan(30_000);
    const client = new DynamoDBClient({
      ...settings,
      maxAttempts: 1,
      requestHandler: { ...requestHandler, requestTimeout: 20 },
    });
    onTestFinished(() => client.destroy());
    const request = client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'a' } } }));
    const error: unknown = await request.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(isTransient(error)).toBe(true);
  });
});
