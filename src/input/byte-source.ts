import type { Buffer } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes to pull: `fill` writes up to `length` of them to `target` at `offset` and gives their number, 0 at the end. */
export interface ByteSource {
  fill(target: Buffer, offset: number, length: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens the file at `path`, a pipe or a device included; rejects with the system's error. */
export async function openFileSource(path: string): Promise<ByteSource> {
  const handle: FileHandle = await open(path, 'r');
  return {
    fill: async (target, offset, length) => (await handle.read(target, offset, length)).bytesRead,
    close: () => handle.close(),
  };
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
