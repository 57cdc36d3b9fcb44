import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** A file that a run writes from its beginning; what was there before is gone. */
export interface LineFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file to write, before anything else is done. Throws UsageError when it cannot be. */
export async function openLineFile(path: string): Promise<LineFile> {
  const handle = await attempt(path, () => open(path, 'w'));
  return {
    write: (text) => attempt(path, () => writeAll(handle, text)),
    close: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, text: string): Promise<void> {
  await handle.appendFile(text);
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new UsageError(`cannot write \`${path}\`: ${toReason(cause)}`, { cause });
  }
}

function toReason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
