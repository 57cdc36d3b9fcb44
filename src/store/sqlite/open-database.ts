import { realpathSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { loadSqlite } from './load-sqlite.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { storeError, toStoreError } from './store-failure.ts';

/** An open store file; `close` also gives up the right to write. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  close(): void;
}

/** While opening, a lock that stays is another run; later it is a reader or a checkpoint that will go by. */
const BUSY_WHILE_OPENING_MS = 250;
const BUSY_MS = 5000;

const CACHE_KIB = 32 * 1024;
/** Pages (of 4 KiB) after which the write-ahead log is written home: rarely, for it waits for the disk each time. */
const LOG_PAGES = 4000;
/** The write-ahead log is cut back to this when it has been written home. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Opens a store file and makes one where there is none. The one writer of a file is guarded by a lock on a file
 * beside it (`FILE-lock`), which ends with the process; readers need none. Throws StoreError.
 */
export function openDatabase(file: string, isReadOnly: boolean): OpenDatabase {
  if (file.includes('\0')) throw storeError(file, 'has a name that no file can have');
  const path = resolve(file);
  let database: DatabaseSync | undefined;
  try {
    database = new (loadSqlite().DatabaseSync)(path, { readOnly: isReadOnly });
    database.exec(`PRAGMA busy_timeout = ${BUSY_WHILE_OPENING_MS}`);
    const isNew = checkIsStore(file, database);
    if (isReadOnly && isNew) throw storeError(file, 'is empty; replay into it first');
    const release = isReadOnly ? undefined : prepareToWrite(file, path, database);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA cache_size = -${CACHE_KIB}`);
    return { database, close: closeOnce(database, release) };
  } catch (error) {
    database?.close();
    throw toStoreError(file, error);
  }
}

/** True for a file without anything in it; throws StoreError for what is not a store of ours. */
function checkIsStore(file: string, database: DatabaseSync): boolean {
  const { application, version, tables } = headerOf(database);
  if (application === 0 && version === 0 && tables === 0) return true;
  if (application !== APPLICATION_ID) {
    throw storeError(
      file,
      'belongs to another program; give the path of a store, or of a file that does not exist yet',
    );
  }
  if (version > SCHEMA_VERSION) {
    throw storeError(
      file,
      'was written by a later version of Corroborate; use that one, or take another file',
    );
  }
  if (version < SCHEMA_VERSION) {
    throw storeError(file, 'was written by an earlier version of Corroborate; remove it and replay');
  }
  return false;
}

interface Header {
  readonly application: number;
  readonly version: number;
  readonly tables: number;
}

function headerOf(database: DatabaseSync): Header {
  const row = database
    .prepare(
      `SELECT application_id AS application, user_version AS version,
        (SELECT count(*) FROM sqlite_schema) AS tables
        FROM pragma_application_id, pragma_user_version`,
    )
    .get();
  return {
    application: Number(row?.application),
    version: Number(row?.version),
    tables: Number(row?.tables),
  };
}

/** Returns how to give the lock up. Lock files are made and removed only inside a write transaction: no race. */
function prepareToWrite(file: string, path: string, database: DatabaseSync): () => void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}; PRAGMA journal_size_limit = ${LOG_LIMIT_BYTES}`);
  database.exec('BEGIN IMMEDIATE');
  const release = takeLock(`${realpathSync(path)}-lock`);
  try {
    if (checkIsStore(file, database)) {
      database.exec(
        `${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`,
      );
    }
    database.exec('COMMIT');
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

/** The operating system drops the lock when the process ends, however it ends. Throws when another run has it. */
function takeLock(path: string): () => void {
  const lock = new (loadSqlite().DatabaseSync)(path);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => {
    lock.close();
    rmSync(path, { force: true });
  };
}

function closeOnce(database: DatabaseSync, release: (() => void) | undefined): () => void {
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    if (release !== undefined) releaseGuarded(database, release);
    database.close();
  };
}

function releaseGuarded(database: DatabaseSync, release: () => void): void {
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch {
    // A disk that is full or gone must not keep the lock: it is given up without the guard against a race.
  }
  release();
}
