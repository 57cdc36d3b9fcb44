import { ConflictError } from '../../store.ts';
import { openDatabase } from './open-database.ts';
import { TABLES } from './schema.ts';
import { toStoreError } from './store-failure.ts';

/** What SQLite takes and gives back here. */
export type SqlValue = string | number | null | Uint8Array;

/** A statement prepared once; `Row` is what its columns are. */
export interface Statement<Row = unknown> {
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
  run(...values: SqlValue[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
}

/** One connection to a store file, and the transaction that gathers saves until they are flushed. */
export interface Session {
  prepare<Row>(sql: string): Statement<Row>;
  read<T>(work: () => T): T;
  /**
   * Runs one save inside the open transaction. Whatever goes wrong within, except a conflict, ends the session:
   * the transaction is never committed, so that no save can be kept in part.
   */
  write<T>(work: () => T): T;
  /** Lets `work` be done at the end of each transaction, as part of it. */
  beforeCommit(work: () => void): void;
  flush(): void;
  clear(): void;
  /** Lets `work` be done whenever the tables have been emptied. */
  onClear(work: () => void): void;
  /** Flushes, unless the session has failed, and closes the file. */
  close(): void;
}

/** Opens a store file; `onFailure` is told why the session has ended, when it has. Throws StoreError. */
export function openSession(
  file: string,
  isReadOnly: boolean,
  onFailure: (error: unknown) => void = () => {},
): Session {
  const { database, close } = openDatabase(file, isReadOnly);
  let isInTransaction = false;
  let failure: { readonly error: unknown } | undefined;
  const endings: (() => void)[] = [];
  const clearings: (() => void)[] = [];

  const guard = <T>(work: () => T): T => {
    if (failure !== undefined) throw failure.error;
    try {
      return work();
    } catch (error) {
      throw toStoreError(file, error);
    }
  };
  const guardWrite = <T>(work: () => T): T => {
    try {
      return guard(work);
    } catch (error) {
      if (error instanceof ConflictError || failure !== undefined) throw error;
      failure = { error };
      onFailure(error);
      throw error;
    }
  };
  const begin = () => {
    if (isInTransaction) return;
    database.exec('BEGIN IMMEDIATE');
    isInTransaction = true;
  };
  const commit = () => {
    if (!isInTransaction) return;
    for (const work of endings) work();
    database.exec('COMMIT');
    isInTransaction = false;
  };
  return {
    prepare: <Row>(sql: string) => {
      const statement: object = guard(() => database.prepare(sql));
      return statement as Statement<Row>;
    },
    read: guard,
    write: (work) =>
      guardWrite(() => {
        begin();
        return work();
      }),
    beforeCommit: (work) => void endings.push(work),
    flush: () => guardWrite(commit),
    clear: () =>
      guardWrite(() => {
        begin();
        for (const table of TABLES) database.exec(`DELETE FROM ${table}`);
        for (const work of clearings) work();
      }),
    onClear: (work) => void clearings.push(work),
    close: () => {
      try {
        if (failure === undefined) guardWrite(commit);
      } finally {
        close();
      }
    },
  };
}
