import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { toErrnoText } from '../../input/input-error.ts';
import { UsageError } from '../usage-error.ts';

/** The file that an import writes; what was appended is on the disk. */
export interface FindingFile {
  /** How many bytes the file has. */
  readonly bytes: number;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file to write behind its first `bytes` bytes; what a torn write left behind them is cut off. In a file
 * whose name ends in `.gz` each piece is packed by itself. Throws UsageError when it cannot be, or is shorter.
 */
export async function openFindingFile(path: string, bytes: number): Promise<FindingFile> {
  const handle = await attempt(path, () => open(path, bytes === 0 ? 'w' : 'r+'));
  try {
    if ((await handle.stat()).size < bytes) throw tooShort(path);
    await attempt(path, () => handle.truncate(bytes));
    return createFile(path, handle, bytes);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function createFile(path: string, handle: FileHandle, start: number): FindingFile {
  let bytes = start;
  return {
    get bytes() {
      return bytes;
    },
    append: async (text) => {
      const piece = path.endsWith('.gz') ? await pack(text) : Buffer.from(text);
      await attempt(path, () => writeAt(handle, piece, bytes));
      bytes += piece.length;
    },
    close: () => handle.close(),
  };
}

const pack = promisify<string, Buffer>(gzip);

/** On the disk before anybody says that it has been read. */
async function writeAt(handle: FileHandle, piece: Buffer, position: number): Promise<void> {
  for (let written = 0; written < piece.length; ) {
    const { bytesWritten } = await handle.write(piece, written, piece.length - written, position + written);
    written += bytesWritten;
  }
  await handle.datasync();
}

function tooShort(path: string): UsageError {
  return new UsageError(`\`${path}\` is shorter than the import had written`, {
    hint: 'begin again with `--restart`',
  });
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new UsageError(`cannot write \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
}
