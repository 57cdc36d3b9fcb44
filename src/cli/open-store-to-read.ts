import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store.ts';
import { isTable, openTableStore, type StoreToRead } from './open-table-store.ts';
import { type Session, toPath } from './session.ts';

/** What `--store` takes where a store is only looked at, for help. */
export const STORE_HELP = 'SQLite file that a replay keeps, or dynamodb:TABLE for a deployed table';

/** Opens a store to read it; what a writer is doing meanwhile goes on. Throws StoreError and UsageError. */
export async function openStoreToRead(session: Session, choice: StoreToRead): Promise<Store> {
  if (isTable(choice.store)) return openTableStore(session, choice);
  return openSqliteStore(toPath(session, choice.store), { isReadOnly: true });
}
