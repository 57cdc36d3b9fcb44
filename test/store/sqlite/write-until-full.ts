import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { StoreError } from '../../../src/store.ts';
import { observationOf } from '../store-world.ts';

/** A run whose files may not grow any more at some point: prints what the store says then, and ever after. */
const [, , file = ''] = process.argv;
const store = openSqliteStore(file);
const long = 'x'.repeat(10_000);
const saves = { flushed: 0, tried: 0 };
const first = await failure(async () => {
  for (;;) {
    for (let number = 0; number < 10; number += 1) await save();
    await store.flush();
    saves.flushed = saves.tried;
  }
});
const second = await failure(save);
await store.close();
process.stdout.write(JSON.stringify({ ...saves, first: tell(first), second: tell(second) }));

async function save(): Promise<void> {
  const next = observationOf(`${saves.tried}`, 1, { withdrawal: long });
  await store.saveFinding({ next, filed: [], withdrawn: [], stated: [], ended: [] });
  saves.tried += 1;
}

async function failure(attempt: () => Promise<void>): Promise<unknown> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return error;
  }
}

function tell(error: unknown): {
  readonly isStoreError: boolean;
  readonly message: string;
  readonly hasCause: boolean;
} {
  const isError = error instanceof Error;
  return {
    isStoreError: error instanceof StoreError,
    message: isError ? error.message : String(error),
    hasCause: isError && error.cause instanceof Error,
  };
}
