import type { JsonObject } from '../../src/core/json.ts';
import { compilePattern, type EventTest } from '../../src/core/pattern/compile-pattern.ts';
import { parsePattern } from '../../src/core/pattern/parse-pattern.ts';
import type { AccountClock } from './account-clock.ts';
import type { StreamSourceSettings } from './account-stack.ts';
import type { RecordSource, StreamRecord } from './dynamodb/stream.ts';
import { type EventSource, failedItems, type Invoke } from './event-source.ts';
import { type GivenUp, givenUpMessage } from './given-up-message.ts';
import type { InvocationRecord } from './invocation.ts';
import { type Random, seedFrom } from './random.ts';
import { type StreamBatch, StreamLane } from './stream-lane.ts';

/** What an event source mapping from a stream is made of. */
export interface StreamSourceOptions {
  readonly settings: StreamSourceSettings;
  readonly stream: RecordSource;
  readonly clock: AccountClock;
  readonly random: Random;
  readonly invoke: Invoke;
  /** Shards of the stream: each partition of the table is in one of them. */
  readonly shards: number;
  readonly chooseSize: (max: number) => number;
  /** How likely a batch is delivered again although it was processed. */
  readonly duplicates: () => number;
  /** Takes what is said of a batch that was given up: where it is in the stream, not what was in it. */
  readonly giveUp: (message: string) => void;
}

/** A stream keeps its records for 24 hours. */
const KEPT_MS = 24 * 3_600_000;
const BACKOFF_MAX_MS = 60_000;

/**
 * Follows a table's stream as an event source mapping does: filters records, keeps the order of each item, retries a
 * batch from the first record that failed, splits one that makes the function fail, and gives up by count and by age.
 */
export class StreamSource implements EventSource {
  /** Records that fell out of the stream before they could be delivered: nothing tells of them. */
  lostCount = 0;
  readonly #options: StreamSourceOptions;
  readonly #filters: readonly EventTest[];
  readonly #lanes: readonly StreamLane[];
  #read = 0;

  constructor(options: StreamSourceOptions) {
    const { settings, shards } = options;
    this.#options = options;
    this.#filters = (settings.filters ?? []).map(compileFilter);
    const factor = settings.parallelizationFactor ?? 1;
    this.#lanes = Array.from(
      { length: shards * factor },
      (_, index) => new StreamLane(`shardId-${String(Math.floor(index / factor)).padStart(20, '0')}`),
    );
  }

  ready(): readonly (() => Promise<void>)[] {
    this.#readNew();
    const nowMs = this.#options.clock.now();
    return this.#lanes
      .filter((lane) => !lane.isBusy && !lane.isEmpty && lane.readyMs <= nowMs)
      .map((lane) => () => this.#deliver(lane));
  }

  nextReadyMs(): number | undefined {
    this.#readNew();
    const times = this.#lanes.filter(({ isEmpty }) => !isEmpty).map(({ readyMs }) => readyMs);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #readNew(): void {
    const records = this.#options.stream.records(this.#read);
    this.#read += records.length;
    for (const record of records) {
      const isLetIn = this.#filters.length === 0 || this.#filters.some((test) => test(record));
      if (isLetIn) this.#laneOf(record)?.push(record);
    }
  }

  /** The partition decides the shard, the whole key the strand of it. */
  #laneOf({ dynamodb: { Keys } }: StreamRecord): StreamLane | undefined {
    const { settings, shards } = this.#options;
    const [partition] = Object.values(Keys);
    const factor = settings.parallelizationFactor ?? 1;
    const shard = seedFrom(0, JSON.stringify(partition)) % shards;
    return this.#lanes[shard * factor + (seedFrom(1, JSON.stringify(Keys)) % factor)];
  }

  async #deliver(lane: StreamLane): Promise<void> {
    const { settings, chooseSize, invoke } = this.#options;
    const batch = this.#withoutOld(lane.take(chooseSize(settings.batchSize ?? 100)), lane);
    if (batch.records.length === 0) return;
    lane.isBusy = true;
    try {
      this.#conclude(lane, batch, await invoke({ Records: batch.records }));
    } finally {
      lane.isBusy = false;
    }
  }

  #withoutOld(batch: StreamBatch, lane: StreamLane): StreamBatch {
    const { settings, clock } = this.#options;
    const maxMs = (settings.maximumRecordAgeSeconds ?? -1) * 1000;
    const ageOf = ({ dynamodb }: StreamRecord) => clock.now() - dynamodb.ApproximateCreationDateTime * 1000;
    const kept = batch.records.filter((record) => ageOf(record) <= KEPT_MS);
    this.lostCount += batch.records.length - kept.length;
    const old = maxMs < 0 ? [] : kept.filter((record) => ageOf(record) > maxMs);
    if (old.length > 0) this.#giveUp(lane, { ...batch, records: old }, 'RecordAgeExceeded');
    return { ...batch, records: kept.filter((record) => !old.includes(record)) };
  }

  #conclude(lane: StreamLane, batch: StreamBatch, record: InvocationRecord): void {
    const { settings, random, duplicates } = this.#options;
    const identifiers = batch.records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = failedItems(record, settings.reportsBatchItemFailures === true, identifiers);
    const first = failed === 'all' ? 0 : identifiers.findIndex((each) => failed.has(each));
    if (failed === 'all' && this.#canSplit(batch)) this.#split(lane, batch);
    else if (first >= 0) this.#retryFrom(lane, batch, first);
    else {
      lane.readyMs = 0;
      if (random.chance(duplicates())) lane.putBack({ ...batch, attempts: 0 });
    }
  }

  #canSplit({ records }: StreamBatch): boolean {
    return this.#options.settings.bisectsBatchOnError === true && records.length > 1;
  }

  /** A batch that fails as a whole is halved as long as it can be, which counts as no attempt. */
  #split(lane: StreamLane, { records, attempts }: StreamBatch): void {
    const middle = Math.ceil(records.length / 2);
    lane.putBack(
      { records: records.slice(0, middle), attempts },
      { records: records.slice(middle), attempts },
    );
    this.#wait(lane, attempts);
  }

  /** Records before the first that failed are done; each that is reached anew has all its attempts before it. */
  #retryFrom(lane: StreamLane, { records, attempts }: StreamBatch, first: number): void {
    const { retryAttempts = -1 } = this.#options.settings;
    const batch = { records: records.slice(first), attempts: first > 0 ? 0 : attempts + 1 };
    if (retryAttempts >= 0 && batch.attempts > retryAttempts) {
      lane.readyMs = 0;
      this.#giveUp(lane, batch, 'RetryAttemptsExhausted');
    } else {
      lane.putBack(batch);
      this.#wait(lane, batch.attempts);
    }
  }

  #wait(lane: StreamLane, attempts: number): void {
    lane.readyMs = this.#options.clock.now() + Math.min(BACKOFF_MAX_MS, 1000 * 2 ** Math.min(attempts, 6));
  }

  #giveUp(lane: StreamLane, batch: StreamBatch, condition: GivenUp['condition']): void {
    const { settings, stream, clock, giveUp } = this.#options;
    const about = { condition, function: settings.function, shard: lane.name, streamArn: stream.arn };
    giveUp(givenUpMessage({ ...about, batch, nowMs: clock.now() }));
  }
}

function compileFilter(pattern: JsonObject): EventTest {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(`a filter of the stream: ${parsed.issues[0]?.message}`);
  return compilePattern(parsed.value);
}
