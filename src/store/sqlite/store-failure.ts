import { withoutControls } from '../../core/harmless-text.ts';
import { StoreError } from '../../store.ts';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html), with what to say of each. */
const SAYINGS: ReadonlyMap<number, string> = new Map([
  [3, 'must not be opened; check its permissions'],
  [5, 'is in use by another run; wait until that has ended, or take another file'],
  [6, 'is in use by another run; wait until that has ended, or take another file'],
  [8, 'cannot be written; check the permissions of the file and of its directory'],
  [10, 'cannot be read or written; check the disk'],
  [11, 'is damaged; take a copy from before, or remove it and replay'],
  [13, 'does not fit on the disk; make room and run again'],
  [14, 'cannot be opened; check that it is a file, that its directory exists, and the permissions of both'],
  [26, 'is not a SQLite file; give the path of a store, or of a file that does not exist yet'],
]);

/** A store error that names the file: `` store `PATH` SAYING ``. */
export function storeError(file: string, saying: string, cause?: unknown): StoreError {
  const message = `store \`${withoutControls(file)}\` ${saying}`;
  return cause === undefined ? new StoreError(message) : new StoreError(message, { cause });
}

/** What SQLite reported, as a StoreError with a way out; any other error is our own fault and comes back as it is. */
export function toStoreError(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_INVALID_ARG_VALUE')
    return storeError(file, 'has a name that no file can have', error);
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error)) return error;
  // The lower byte is the primary code, whatever detail the upper ones add.
  const saying = SAYINGS.get(Number(error.errcode) & 0xff);
  return saying === undefined ? error : storeError(file, saying, error);
}
