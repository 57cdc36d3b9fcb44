import { Buffer } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes to pull: `fill` writes up to `length` of them to `target` at `offset` and gives their number, 0 at the end. */
export interface ByteSource {
  fill(target: Buffer, offset: number, length: number): Promise<number>;
  close(): Promise<void>;
}

const AHEAD_BYTES = 1024 * 1024;

/** Opens the file at `path`, a pipe or a device included; rejects with the system's error. */
export async function openFileSource(path: string): Promise<ByteSource> {
  return new FileSource(await open(path, 'r'));
}

/** Pulls from `chunks`, for example standard input. */
export function createChunkSource(chunks: AsyncIterable<Uint8Array | string>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  return {
    async fill(target, offset, length) {
      while (chunk.length === 0) {
        const next = await iterator.next();
        if (next.done === true) return 0;
        chunk = typeof next.value === 'string' ? new TextEncoder().encode(next.value) : next.value;
      }
      const taken = chunk.subarray(0, length);
      target.set(taken, offset);
      chunk = chunk.subarray(taken.length);
      return taken.length;
    },
    async close() {
      await iterator.return?.();
    },
  };
}

// Small files are read at once. Large ones are read ahead in the background, in pieces large enough that the way
// to the thread pool and back does not count, while what was read before is being parsed.
class FileSource implements ByteSource {
  readonly #handle: FileHandle;
  #ahead: Promise<Buffer> | undefined;
  #spare: Buffer | undefined;
  #piece: Buffer = Buffer.alloc(0);
  #used = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async fill(target: Buffer, offset: number, length: number): Promise<number> {
    if (this.#ahead === undefined) return this.#readFirst(target, offset, length);
    if (this.#used === this.#piece.length) await this.#nextPiece(this.#ahead);
    const count = this.#piece.copy(target, offset, this.#used, this.#used + length);
    this.#used += count;
    return count;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #readFirst(target: Buffer, offset: number, length: number): Promise<number> {
    const { bytesRead } = await this.#handle.read(target, offset, length);
    if (bytesRead === length) this.#ahead = this.#readAhead(Buffer.allocUnsafeSlow(AHEAD_BYTES));
    return bytesRead;
  }

  async #nextPiece(ahead: Promise<Buffer>): Promise<void> {
    const free = this.#spare ?? Buffer.allocUnsafeSlow(AHEAD_BYTES);
    this.#piece = await ahead;
    this.#used = 0;
    this.#spare = Buffer.from(this.#piece.buffer);
    if (this.#piece.length > 0) this.#ahead = this.#readAhead(free);
  }

  #readAhead(buffer: Buffer): Promise<Buffer> {
    const ahead = this.#handle
      .read(buffer, 0, buffer.length)
      .then(({ bytesRead }) => buffer.subarray(0, bytesRead));
    // Who pulls next is told of a failure; until then nobody listens.
    ahead.catch(() => {});
    return ahead;
  }
}
