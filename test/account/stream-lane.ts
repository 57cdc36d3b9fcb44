import type { StreamRecord } from './dynamodb/stream.ts';

/** Records that are delivered together, and how often that has been tried. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

/** Lambda invokes with 6 MB at most; images grow when they are written as JSON. */
const BATCH_BYTES_MAX = 3 * 1024 * 1024;

/** One strand of a stream: its records are delivered in order, one batch after the other. */
export class StreamLane {
  readonly name: string;
  isBusy = false;
  /** When the next batch may be tried. */
  readyMs = 0;
  readonly #records: StreamRecord[] = [];
  /** Parts of batches that were tried already, in order. */
  readonly #again: StreamBatch[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0 && this.#again.length === 0;
  }

  push(record: StreamRecord): void {
    this.#records.push(record);
  }

  /** The next batch: what is to be tried again, or up to `max` new records. */
  take(max: number): StreamBatch {
    const again = this.#again.shift();
    if (again !== undefined) return again;
    let bytes = 0;
    let count = 0;
    for (const { dynamodb } of this.#records.slice(0, max)) {
      bytes += dynamodb.SizeBytes;
      if (count > 0 && bytes > BATCH_BYTES_MAX) break;
      count += 1;
    }
    return { records: this.#records.splice(0, count), attempts: 0 };
  }

  /** Puts batches before all others, in their order. */
  putBack(...batches: readonly StreamBatch[]): void {
    this.#again.unshift(...batches.filter(({ records }) => records.length > 0));
  }
}
