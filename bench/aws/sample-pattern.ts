/**
 * What the sample of AWS (github.com/aws-samples/aws-security-hub-correlation) does for each finding that reaches it:
 * one function puts it into a table with a global index, and by the stream a second one queries the index for 21 types
 * on the finding's resource and scans the table for critical findings of Inspector: all of it, which is what it takes to
 * find them, or the first page only (1 MB), as the sample does as it is published. It looks for `LastEvaluatedKey` in
 * items instead of in the answer, and so never reads on (`check_inspector_cve` in its `create_sh_finding.py`). Run on
 * the DynamoDB of the tests, and paid like ours.
 */
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../../src/core/json.ts';
import { type DynamoDb, startDynamoDb } from '../../test/account/dynamodb/start-dynamo-db.ts';
import type { Measured } from './quantities.ts';
import { INDEX, PATTERN_TYPES, SAMPLE_TABLE, toSampleItem } from './sample-table.ts';

/** How far the table is scanned for each finding. */
export type Scan = 'whole' | 'first page';

/** The sample's table with so many findings in it. */
export interface SampleTable {
  /** Fills the table up to this number of findings, with as many of these as that takes: the rest stays for later. */
  fill(findings: Iterable<JsonObject>, upTo: number): Promise<void>;
  /** What findings that come now cost, one after the other. */
  measure(findings: Iterable<JsonObject>, scan: Scan): Promise<Measured>;
  close(): Promise<void>;
}

/** Starts a DynamoDB with the sample's table. */
export async function startSampleTable(): Promise<SampleTable> {
  const database = await startDynamoDb();
  const client = database.client();
  await client.send(new CreateTableCommand(SAMPLE_TABLE));
  const stored = new Set<string>();
  return {
    fill: async (findings, upTo) => fill(client, findings, upTo, stored),
    measure: (findings, scan) => measure(database, client, findings, scan),
    close: () => database.close(),
  };
}

/** BatchWriteItem takes 25 (API Reference). */
const BATCH = 25;

async function fill(
  client: DynamoDBClient,
  findings: Iterable<JsonObject>,
  upTo: number,
  stored: Set<string>,
): Promise<void> {
  let batch: ReturnType<typeof toSampleItem>[] = [];
  const write = async () => {
    const requests = batch.map((Item) => ({ PutRequest: { Item } }));
    batch = [];
    if (requests.length === 0) return;
    await client.send(new BatchWriteItemCommand({ RequestItems: { [SAMPLE_TABLE.TableName]: requests } }));
  };
  const more = findings[Symbol.iterator]();
  while (stored.size < upTo) {
    const { value: finding, done } = more.next();
    if (done === true) break;
    const item = toSampleItem(finding);
    const key = `${item.Id?.S}\n${item.ResourceId?.S}`;
    if (stored.has(key)) continue;
    stored.add(key);
    if (batch.push(item) === BATCH) await write();
  }
  await write();
  if (stored.size < upTo) throw new Error(`${stored.size} different findings where ${upTo} were wanted`);
}

/** The function that puts a finding, and the one that looks for more. */
const INVOCATIONS = 2;

async function measure(
  database: DynamoDb,
  client: DynamoDBClient,
  findings: Iterable<JsonObject>,
  scan: Scan,
): Promise<Measured> {
  database.resetUsage();
  let count = 0;
  for (const finding of findings) {
    await takeIn(client, finding, scan);
    count += 1;
  }
  const { writeUnits, readUnits, byOperation, requestsByOperation } = database.usage();
  return {
    findings: count,
    quantities: {
      ...{ writeUnits, readUnits, invocations: INVOCATIONS * count },
      ...{ queueRequests: 0, customEvents: 0, publishes: 0 },
    },
    // Whether it imports a finding is none of the pattern.
    imported: 0,
    requests: requestsByOperation,
    byOperation,
  };
}

async function takeIn(client: DynamoDBClient, finding: JsonObject, scan: Scan): Promise<void> {
  const { TableName } = SAMPLE_TABLE;
  const item = toSampleItem(finding);
  const { ResourceId: resource } = item;
  if (resource === undefined) throw new Error('a finding without a resource');
  await client.send(new PutItemCommand({ TableName, Item: item }));
  for (const type of PATTERN_TYPES) {
    await client.send(
      new QueryCommand({
        TableName,
        IndexName: INDEX,
        KeyConditionExpression: 'ResourceId = :resource AND #types = :type',
        ExpressionAttributeNames: { '#types': 'Types' },
        ExpressionAttributeValues: { ':resource': resource, ':type': { S: type } },
      }),
    );
  }
  let start: ReturnType<typeof toSampleItem> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'ResourceId = :resource AND ProductName = :product AND Severity = :severity',
        ExpressionAttributeValues: {
          ':resource': resource,
          ':product': { S: 'Inspector' },
          ':severity': { S: 'CRITICAL' },
        },
        ExclusiveStartKey: start,
      }),
    );
    start = page.LastEvaluatedKey;
  } while (scan === 'whole' && start !== undefined);
}
