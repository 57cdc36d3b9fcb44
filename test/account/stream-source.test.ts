import { describe, expect, it } from 'vitest';
import { createClock } from './account-clock.ts';
import type { StreamSourceSettings } from './account-stack.ts';
import { type StreamRecord, TableStream } from './dynamodb/stream.ts';
import type { InvocationRecord, Outcome } from './invocation.ts';
import { Random } from './random.ts';
import { StreamSource } from './stream-source.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/table';

interface Setting extends Partial<StreamSourceSettings> {
  readonly shards?: number;
  readonly duplicates?: number;
  /** What the function does with a batch of sort keys. */
  readonly answer?: (keys: readonly string[], records: readonly StreamRecord[]) => Outcome;
}

/** A mapping on a stream of its own, which is run to its end with `run`. */
function createSetting({ shards = 1, duplicates = 0, answer = () => OK, ...settings }: Setting = {}) {
  const clock = createClock();
  const stream = new TableStream(ARN, ['pk', 'sk'], clock);
  const batches: string[][] = [];
  const delivered: StreamRecord[] = [];
  const given: { condition: string; batchSize: number; start: string }[] = [];
  const source = new StreamSource({
    settings: { function: 'correlate', table: 'table', reportsBatchItemFailures: true, ...settings },
    ...{ stream, clock, shards, random: new Random(1), chooseSize: (max: number) => max },
    duplicates: () => duplicates,
    giveUp: (message) => {
      const { requestContext, DDBStreamBatchInfo: info } = JSON.parse(message);
      given.push({
        condition: requestContext.condition,
        batchSize: info.batchSize,
        start: info.startSequenceNumber,
      });
    },
    invoke: async (event): Promise<InvocationRecord> => {
      const { Records } = event as { Records: readonly StreamRecord[] };
      const keys = Records.map(({ dynamodb }) => dynamodb.Keys.sk?.S ?? '');
      batches.push(keys);
      delivered.push(...Records);
      return { function: 'correlate', requestId: '1', lines: [], steps: 1, outcome: answer(keys, Records) };
    },
  });
  const put = (sk: string, pk = 'p') =>
    stream.append({
      before: undefined,
      after: { pk: { S: pk }, sk: { S: sk } },
      sizeBytes: 10,
      isExpiry: false,
    });
  const run = async () => {
    for (let next = source.nextReadyMs(); next !== undefined; next = source.nextReadyMs()) {
      clock.advance(Math.max(0, next - clock.now()));
      for (const start of source.ready()) await start();
    }
  };
  return { clock, stream, source, batches, delivered, given, put, run };
}

const OK: Outcome = { kind: 'returned', value: { batchItemFailures: [] } };
const FAILED: Outcome = { kind: 'failed', error: new Error('no') };
const failing = (...identifiers: unknown[]): Outcome => ({
  kind: 'returned',
  value: { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) },
});

/** Says of the records with these keys that they failed. */
const failingKeys =
  (...failed: string[]) =>
  (keys: readonly string[], records: readonly StreamRecord[]) =>
    failing(
      ...keys.flatMap((key, index) =>
        failed.includes(key) ? [records[index]?.dynamodb.SequenceNumber] : [],
      ),
    );

describe('a mapping on a stream', () => {
  it('delivers in order, in batches of the size that is set', async () => {
    const { put, run, batches } = createSetting({ batchSize: 2 });
    for (const key of ['a', 'b', 'c']) put(key);
    await run();
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('lets in what one of its filters matches', async () => {
    const filters = [
      { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'finding#' }] } } } },
      { eventName: ['REMOVE'], userIdentity: { principalId: ['dynamodb.amazonaws.com'] } },
    ];
    const { put, run, batches, stream } = createSetting({ filters });
    put('a', 'finding#1');
    put('b', 'incident#1');
    const before = { pk: { S: 'evidence#1' }, sk: { S: 'c' } };
    stream.append({ before, after: undefined, sizeBytes: 10, isExpiry: true });
    stream.append({
      before: { ...before, sk: { S: 'd' } },
      after: undefined,
      sizeBytes: 10,
      isExpiry: false,
    });
    await run();
    expect(batches).toEqual([['a', 'c']]);
  });

  it('keeps the order of each item over shards and strands', async () => {
    const { put, run, delivered, source } = createSetting({
      shards: 3,
      parallelizationFactor: 4,
      batchSize: 5,
    });
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    for (const number of numbers) put(`${number % 10}`, `p${number % 7}`);
    expect(source.ready().length).toBeGreaterThan(3);
    await run();
    expect(delivered).toHaveLength(200);
    const ofItem = Map.groupBy(delivered, ({ dynamodb }) => JSON.stringify(dynamodb.Keys));
    expect(ofItem.size).toBe(70);
    for (const records of ofItem.values()) {
      const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      expect(numbers).toEqual(numbers.toSorted());
    }
  });

  it('tries again from the first record that failed', async () => {
    let failures = 0;
    const { put, run, batches } = createSetting({
      answer: (keys, records) => (failures++ === 0 ? failingKeys('c', 'b')(keys, records) : OK),
    });
    for (const key of ['a', 'b', 'c', 'd']) put(key);
    await run();
    expect(batches).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  it('halves a batch that makes the function fail, until the record is found that does', async () => {
    const { put, run, batches, given } = createSetting({
      bisectsBatchOnError: true,
      retryAttempts: 2,
      answer: (keys) => (keys.includes('c') ? FAILED : OK),
    });
    for (const key of ['a', 'b', 'c', 'd']) put(key);
    await run();
    expect(batches).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['c'], ['c'], ['d']]);
    expect(given).toEqual([
      { condition: 'RetryAttemptsExhausted', batchSize: 1, start: '000000000000000000003' },
    ]);
  });

  it('gives up all that is left of a batch whose failures never end', async () => {
    const { put, run, batches, given } = createSetting({ retryAttempts: 1, answer: failingKeys('b') });
    for (const key of ['a', 'b', 'c']) put(key);
    await run();
    expect(batches).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['b', 'c'],
    ]);
    expect(given).toEqual([
      { condition: 'RetryAttemptsExhausted', batchSize: 2, start: '000000000000000000002' },
    ]);
  });

  it.each([
    ['an identifier that is not in the batch', failing('17')],
    ['an empty identifier', failing('')],
    ['null', failing(null)],
    ['a crash', { kind: 'crashed' } as const],
  ])('takes %s for a failure of all', async (_, outcome) => {
    const { put, run, given } = createSetting({ retryAttempts: 0, answer: () => outcome });
    for (const key of ['a', 'b']) put(key);
    await run();
    expect(given).toEqual([
      { condition: 'RetryAttemptsExhausted', batchSize: 2, start: '000000000000000000001' },
    ]);
  });

  it('gives up records that are too old, and loses those that the stream has dropped', async () => {
    const { put, run, batches, given, clock, source } = createSetting({ maximumRecordAgeSeconds: 3600 });
    put('lost');
    clock.advance(23.5 * 3_600_000);
    put('old');
    clock.advance(3_601_000);
    put('new');
    await run();
    expect(batches).toEqual([['new']]);
    expect(given).toEqual([{ condition: 'RecordAgeExceeded', batchSize: 1, start: '000000000000000000002' }]);
    expect(source.lostCount).toBe(1);
  });

  it('delivers again now and then what was processed', async () => {
    const { put, run, batches } = createSetting({ duplicates: 0.5, batchSize: 1 });
    for (let index = 0; index < 40; index += 1) put(`${index}`);
    await run();
    expect(new Set(batches.flat()).size).toBe(40);
    expect(batches.length).toBeGreaterThan(45);
  });
});
