import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import type { AccountClock } from '../account-clock.ts';
import type { RecordSource, StreamRecord } from '../dynamodb/stream.ts';
import { clientOptionsOf, type OtherDynamoDb } from './other-dynamodb.ts';
import { toStreamRecord } from './to-stream-record.ts';

/** What the stream of a table in another DynamoDB is read with. */
export interface OtherStreamOptions {
  readonly other: OtherDynamoDb;
  readonly arn: string;
  /** Records are dated by it, as the rest of the account is. */
  readonly clock: AccountClock;
}

/** Who reads a shard more than five times a second is refused now and then (DynamoDB Streams API, GetRecords). */
const ATTEMPTS_MAX = 10;

/** The stream of a table in another DynamoDB, as far as it has been read; `read` reads on. */
export class OtherStream implements RecordSource {
  readonly arn: string;
  readonly #client: DynamoDBStreamsClient;
  readonly #clock: AccountClock;
  readonly #records: StreamRecord[] = [];
  /** Where to read on, by the id of the shard; undefined when a shard has been read to its end. */
  readonly #iterators = new Map<string, string | undefined>();
  #isQuiet = true;

  constructor({ other, arn, clock }: OtherStreamOptions) {
    this.arn = arn;
    this.#clock = clock;
    const { endpoint, ...settings } = clientOptionsOf(other);
    // The service's streams are at an endpoint of their own, which the client knows.
    this.#client = new DynamoDBStreamsClient({
      ...settings,
      ...(!other.isService && { endpoint }),
      maxAttempts: ATTEMPTS_MAX,
    });
  }

  records(from = 0): readonly StreamRecord[] {
    return this.#records.slice(from);
  }

  /** Reads one page of each shard; looks for new shards when the last time brought nothing. */
  async read(): Promise<void> {
    const before = this.#records.length;
    if (this.#isQuiet) await this.#findShards();
    for (const [shard, iterator] of this.#iterators) {
      if (iterator !== undefined) await this.#readPage(shard, iterator);
    }
    this.#isQuiet = this.#records.length === before;
  }

  close(): void {
    this.#client.destroy();
  }

  async #readPage(shard: string, iterator: string): Promise<void> {
    const page = await this.#client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    const { Records: records = [], NextShardIterator: next } = page;
    for (const record of records) this.#records.push(toStreamRecord(record, this.arn, this.#clock.now()));
    this.#iterators.set(shard, next);
  }

  async #findShards(): Promise<void> {
    for (const { ShardId: shard, ParentShardId: parent } of await this.#describeShards()) {
      const isParentOpen = parent !== undefined && this.#iterators.get(parent) !== undefined;
      if (shard === undefined || this.#iterators.has(shard) || isParentOpen) continue;
      const { ShardIterator } = await this.#client.send(
        new GetShardIteratorCommand({
          ...{ StreamArn: this.arn, ShardId: shard },
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      );
      this.#iterators.set(shard, ShardIterator);
    }
  }

  async #describeShards(): Promise<readonly Shard[]> {
    const shards: Shard[] = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription: page } = await this.#client.send(
        new DescribeStreamCommand({ StreamArn: this.arn, ExclusiveStartShardId }),
      );
      shards.push(...(page?.Shards ?? []));
      ExclusiveStartShardId = page?.LastEvaluatedShardId;
    } while (ExclusiveStartShardId !== undefined);
    return shards;
  }
}
