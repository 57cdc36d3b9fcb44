import { stat } from 'node:fs/promises';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';

/** A folder in which files appear. */
export interface WatchedFolder {
  /**
   * Looks once: the files to read now, in byte order of their paths, those whose size and time are as they were at the last
   * look and that have not been read as they are. What cannot be read is among them once, with its `problem`. Throws
   * InputError where the folder cannot be looked at.
   */
  look(): Promise<readonly InputFile[]>;
  /** Notes that files that `look` gave have been read. */
  noteRead(files: readonly InputFile[]): void;
}

interface Seen {
  /** What tells one state of a file from the next: size and time of its last change, or what is wrong with it. */
  readonly state: string;
  /** The state in which it was read last. */
  readonly readState?: string;
}

/** Watches a folder by looking at it; a file that is still being written is left until it rests. */
export function watchFolder(directory: string): WatchedFolder {
  let seen = new Map<string, Seen>();
  return {
    look: async () => {
      const now = new Map<string, Seen>();
      const ready: InputFile[] = [];
      for (const file of await listInputFiles([directory])) {
        const before = seen.get(file.path);
        const state = file.problem ?? (await stateOf(file.path));
        if (state === undefined) continue;
        now.set(file.path, { ...before, state });
        const isResting = before?.state === state;
        if (isResting && before.readState !== state) ready.push(file);
      }
      // What has gone is forgotten: under its name comes another file.
      seen = now;
      return ready;
    },
    noteRead: (files) => {
      for (const { path } of files) {
        const known = seen.get(path);
        if (known !== undefined) seen.set(path, { ...known, readState: known.state });
      }
    },
  };
}

/** Undefined for a file that has gone since it was listed. */
async function stateOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
}
