import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store.ts';
import { CAPABILITIES } from '../contract/store-contract-options.ts';
import { describeStore } from '../store-contract.ts';
import { temporaryFiles } from './temporary-directory.ts';

const newFile = temporaryFiles();
const files = new Map<Store, string>();

describeStore(
  'sqlite',
  async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    files.set(store, file);
    return store;
  },
  {
    capabilities: CAPABILITIES,
    reopen: async (store) => {
      await store.close();
      return openSqliteStore(files.get(store) ?? '');
    },
  },
);
