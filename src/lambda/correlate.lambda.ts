import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createCorrelate, type PoisonRecord } from './correlate.ts';
import { countingSink } from './counting-sink.ts';
import type { Variables } from './environment.ts';
import type { Overrides } from './overrides.ts';
import { createAccountSink, createJudgingEngine, createParts, type Parts } from './parts.ts';

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** Creates the function from its environment. */
export function create(variables: Variables, overrides: Overrides = {}): Handler {
  const parts = createParts(variables, overrides);
  const { table, telemetry, now } = parts;
  const engine = createJudgingEngine(parts, countingSink(createAccountSink(parts), telemetry));
  return createCorrelate({ engine, table, telemetry, now, bury: createBury(parts) });
}

function createBury({ environment, settings }: Parts): (poison: PoisonRecord) => Promise<void> {
  const client = new SQSClient(settings('SQS'));
  return async (poison) => {
    const QueueUrl = environment.deadLetters;
    if (QueueUrl === undefined) throw new Error('there is no queue for dead letters');
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(poison) }));
  };
}

let instance: Handler | undefined;

/** The entry point that Lambda calls. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  instance ??= create(process.env);
  return instance(event);
}
