import { realpath, stat } from 'node:fs/promises';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';
import { liesIn } from './lies-in.ts';

/** A folder in which files appear. */
export interface WatchedFolder {
  /**
   * Looks once: the files to read now, in byte order of their paths, those whose size and time are as they were at the last
   * look and that have not been read as they are. What cannot be read is among them once, with its `problem`, and so is
   * what a link leads to outside of the folder: who may put files into it need not be who may read all others. Throws
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
      const files = await listInputFiles([directory]);
      const root = await realpath(directory);
      for (const listed of files) {
        const file = await withoutOutside(listed, root);
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

/** The file, with a problem where links lead out of the folder. What has gone since is for others to notice. */
async function withoutOutside(file: InputFile, root: string): Promise<InputFile> {
  if (file.problem !== undefined) return file;
  const real = await realpath(file.path).catch(() => undefined);
  return real === undefined || liesIn(root, real) ? file : { path: file.path, problem: OUTSIDE };
}

const OUTSIDE = 'a link that leads out of the folder that is watched';

/** Undefined for a file that has gone since it was listed. */
async function stateOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
}
