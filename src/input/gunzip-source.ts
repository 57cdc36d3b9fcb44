import { Buffer } from 'node:buffer';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';

/** How many times larger than the packed bytes the unpacked ones may be. */
export const GZIP_RATIO_MAX = 200;

/** How many unpacked bytes are let through before `GZIP_RATIO_MAX` is judged. */
export const GZIP_RATIO_GRACE_BYTES: number = 16 * 1024 * 1024;

// Small, because one write is unpacked before the ratio is judged: at most about 1,000 times as much.
const PACKED_READ_BYTES = 16 * 1024;
const UNPACKED_CHUNK_BYTES = 64 * 1024;

/** The unpacked bytes are too many, for the packed ones or for whoever reads them. */
export class GzipBombError extends Error {
  override readonly name = 'GzipBombError';
}

/**
 * Unpacks gzip of one or more members: the `head` bytes that were read already, then those of `packed`. What was
 * unpacked before an error is given first; then `fill` rejects, with `GzipBombError` for a bomb and for what unpacks to
 * more than `unpackedBytesMax`.
 */
export function createGunzipSource(
  head: Uint8Array,
  packed: ByteSource,
  unpackedBytesMax: number = Number.POSITIVE_INFINITY,
): ByteSource {
  return new GunzipSource(head, packed, unpackedBytesMax);
}

class GunzipSource implements ByteSource {
  readonly #packed: ByteSource;
  readonly #unpackedBytesMax: number;
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  readonly #input: Buffer = Buffer.allocUnsafe(PACKED_READ_BYTES);
  #head: Uint8Array;
  #output: Buffer[] = [];
  #error: Error | undefined;
  #isEnded = false;
  #packedBytes = 0;
  #unpackedBytes = 0;

  constructor(head: Uint8Array, packed: ByteSource, unpackedBytesMax: number) {
    this.#head = head;
    this.#packed = packed;
    this.#unpackedBytesMax = unpackedBytesMax;
    this.#gunzip.on('data', (chunk: Buffer) => this.#output.push(chunk));
    this.#gunzip.on('error', (error) => {
      this.#error = error;
    });
  }

  async fill(target: Buffer, offset: number, length: number): Promise<number> {
    while (this.#output.length === 0) {
      if (this.#error !== undefined) throw this.#error;
      if (this.#isEnded) return 0;
      await this.#unpack();
    }
    return this.#take(target, offset, length);
  }

  async close(): Promise<void> {
    this.#gunzip.destroy();
    await this.#packed.close();
  }

  #take(target: Buffer, offset: number, length: number): number {
    const [chunk] = this.#output;
    if (chunk === undefined) return 0;
    const count = chunk.copy(target, offset, 0, Math.min(length, chunk.length));
    this.#judgeRatio(count);
    if (count === chunk.length) this.#output.shift();
    else this.#output[0] = chunk.subarray(count);
    return count;
  }

  #judgeRatio(count: number): void {
    this.#unpackedBytes += count;
    if (this.#unpackedBytes > this.#unpackedBytesMax) {
      throw new GzipBombError(`it unpacks to more than ${this.#unpackedBytesMax} bytes`);
    }
    if (this.#unpackedBytes <= GZIP_RATIO_GRACE_BYTES) return;
    if (this.#unpackedBytes <= this.#packedBytes * GZIP_RATIO_MAX) return;
    throw new GzipBombError(`it unpacks to more than ${GZIP_RATIO_MAX} times its size`);
  }

  async #unpack(): Promise<void> {
    const packed = await this.#readPacked();
    this.#packedBytes += packed.length;
    await this.#write(packed);
  }

  async #readPacked(): Promise<Uint8Array> {
    if (this.#head.length > 0) {
      const head = this.#head.subarray(0, PACKED_READ_BYTES);
      this.#head = this.#head.subarray(head.length);
      return head;
    }
    const count = await this.#packed.fill(this.#input, 0, this.#input.length);
    return this.#input.subarray(0, count);
  }

  // Settles once all that these bytes unpack to is in #output, or an error in #error.
  #write(packed: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        this.#gunzip.off('close', settle);
        resolve();
      };
      if (this.#gunzip.destroyed) return resolve();
      this.#gunzip.once('close', settle);
      if (packed.length > 0) this.#gunzip.write(packed, settle);
      else this.#end(settle);
    });
  }

  #end(settle: () => void): void {
    this.#isEnded = true;
    this.#gunzip.once('end', settle);
    this.#gunzip.end();
  }
}
