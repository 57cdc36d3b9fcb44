import type { JsonObject } from '../../src/core/json.ts';
import type { TableDescription } from './dynamodb/table-description.ts';
import type { QueueSettings } from './queue.ts';

/** What is deployed in an account: plain data, written by hand or read from a template. */
export interface AccountStack {
  readonly tables: readonly TableSettings[];
  readonly queues: readonly QueueSettings[];
  readonly rules: readonly RuleSettings[];
  readonly functions: readonly FunctionSettings[];
  readonly queueSources: readonly QueueSourceSettings[];
  readonly streamSources: readonly StreamSourceSettings[];
  readonly schedules: readonly ScheduleSettings[];
}

/** A table, and the attribute that says when its items expire. */
export interface TableSettings {
  readonly description: TableDescription;
  readonly ttlAttribute?: string;
}

/** A rule of the default bus that sends what matches to a queue. */
export interface RuleSettings {
  readonly name: string;
  readonly pattern: JsonObject;
  readonly queue: string;
}

/** A function by its name, with its environment but for what the account itself adds. */
export interface FunctionSettings {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where an asynchronous invocation goes that has failed for good, and how often it is tried again. */
  readonly onFailureQueue?: string;
  readonly retryAttempts?: number;
}

/** An event source mapping from a queue. */
export interface QueueSourceSettings {
  readonly function: string;
  readonly queue: string;
  /** 10 when nothing is said. */
  readonly batchSize?: number;
  readonly reportsBatchItemFailures?: boolean;
}

/** An event source mapping from the stream of a table (Lambda API, CreateEventSourceMapping). */
export interface StreamSourceSettings {
  readonly function: string;
  readonly table: string;
  /** 100 when nothing is said. */
  readonly batchSize?: number;
  readonly parallelizationFactor?: number;
  /** Patterns of which a record must match one; none let everything in. */
  readonly filters?: readonly JsonObject[];
  readonly reportsBatchItemFailures?: boolean;
  readonly bisectsBatchOnError?: boolean;
  /** -1, for ever, when nothing is said. */
  readonly retryAttempts?: number;
  readonly maximumRecordAgeSeconds?: number;
  readonly onFailureQueue?: string;
}

/** A function that is called again and again. */
export interface ScheduleSettings {
  readonly function: string;
  readonly input?: JsonObject;
}
