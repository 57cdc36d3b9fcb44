import { Buffer } from 'node:buffer';
import { READ_BYTES } from '../format/json-stream/byte-window.ts';
import { JsonSplitter } from '../format/json-stream/json-splitter.ts';
import type { ByteSource } from './byte-source.ts';
import { createGunzipSource, GzipBombError } from './gunzip-source.ts';
import { toErrnoText } from './input-error.ts';
import { GZIP_NOTE, type RecordCollector } from './record-collector.ts';

const GZIP_MAGIC: readonly [number, number] = [0x1f, 0x8b];

/**
 * Reads one source piece by piece into `collector`, unpacking it where its first bytes say gzip, up to
 * `unpackedBytesMax`.
 */
export class SourceReader {
  readonly #collector: RecordCollector;
  readonly #splitter: JsonSplitter;
  readonly #unpackedBytesMax: number | undefined;
  #source: ByteSource;
  #isOpened = false;
  #failure: unknown;

  constructor(source: ByteSource, collector: RecordCollector, unpackedBytesMax?: number) {
    this.#source = source;
    this.#collector = collector;
    this.#unpackedBytesMax = unpackedBytesMax;
    this.#splitter = new JsonSplitter(collector);
  }

  /** Reads one piece; false once there is no more. A failure to read becomes a record. */
  async readOn(): Promise<boolean> {
    const hasMore = this.#isOpened ? await this.#fill() : await this.#open();
    if (hasMore) this.#splitter.split();
    if (hasMore && !this.#splitter.isStopped) return true;
    this.#finish();
    return false;
  }

  /** Closes the source. */
  close(): Promise<void> {
    return this.#source.close();
  }

  async #open(): Promise<boolean> {
    const { window } = this.#splitter;
    this.#isOpened = true;
    while (window.end < GZIP_MAGIC.length && (await this.#fill()));
    if (!GZIP_MAGIC.every((byte, index) => index < window.end && window.bytes[index] === byte))
      return window.end > 0;
    const head = Buffer.from(window.bytes.subarray(0, window.end));
    this.#source = createGunzipSource(head, this.#source, this.#unpackedBytesMax);
    this.#collector.note(GZIP_NOTE);
    window.clear();
    return this.#fill();
  }

  async #fill(): Promise<boolean> {
    const { window } = this.#splitter;
    this.#splitter.makeRoom();
    try {
      const count = await this.#source.fill(window.bytes, window.end, READ_BYTES);
      window.advance(count);
      return count > 0;
    } catch (error) {
      this.#failure = error;
      return false;
    }
  }

  // What a bomb left unfinished is part of the bomb, and is not told apart.
  #finish(): void {
    const { base, end } = this.#splitter.window;
    const isBomb = this.#failure instanceof GzipBombError;
    if (!isBomb) this.#splitter.finish();
    if (this.#failure === undefined) return;
    const hint = isBomb ? '; the rest of the file is skipped' : '';
    this.#collector.fail(`reading stopped: ${toErrnoText(this.#failure)}${hint}`, base + end);
  }
}
