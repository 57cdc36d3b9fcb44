import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store.ts';
import { keptOf } from '../contract/describe-kept-findings.ts';
import { temporaryFiles } from './temporary-directory.ts';

const newFile = temporaryFiles();
const COUNT = 100;

async function keepAll(store: Store, version: number, count = COUNT): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await store.keptFindings?.keep(keptOf(`finding ${number}`, version, { body: { version } }));
  }
  await store.flush();
}

/** How many bodies the blocks of a file count as needed, block by block. */
function bodiesIn(file: string): readonly unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT bodies FROM kept_block ORDER BY row').all();
  database.close();
  return rows.map(({ bodies }) => bodies);
}

describe('blocks of kept findings', () => {
  it('go when none of their bodies is needed any more', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    await keepAll(store, 1);
    expect(bodiesIn(file)).toEqual([32, 32, 32, 4]);
    await keepAll(store, 2, 40);
    expect(bodiesIn(file)).toEqual([24, 32, 4, 32, 8]);
    await keepAll(store, 3);
    expect(bodiesIn(file)).toEqual([32, 32, 32, 4]);
    expect((await store.keptFindings?.list({ limit: 1000 }))?.map(({ body }) => body)).toEqual(
      Array.from({ length: COUNT }, () => ({ version: 3 })),
    );
    await store.close();
  });

  it('are not written for what was replaced before it was flushed', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    for (const version of [1, 2, 3]) await store.keptFindings?.keep(keptOf('one', version));
    await store.close();
    expect(bodiesIn(file)).toEqual([1]);
  });

  it('are read while others add to them and remove from them', async () => {
    const file = newFile();
    const writer = openSqliteStore(file);
    await keepAll(writer, 1);
    const reader = openSqliteStore(file, { isReadOnly: true });
    await keepAll(writer, 2, 1);
    await writer.keptFindings?.keep(keptOf('finding 1', 3, { body: { version: 3 } }));
    const versionOf = async (store: Store, id: string) =>
      (await store.keptFindings?.load(keptOf(id, 1).key))?.body.version;
    expect(await versionOf(reader, 'finding 0')).toBe(2);
    expect(await versionOf(reader, 'finding 1')).toBe(1);
    expect(await versionOf(writer, 'finding 1')).toBe(3);
    await reader.close();
    await writer.close();
  });

  it('of large findings are small in number of bodies', async () => {
    const file = newFile();
    const store = openSqliteStore(file);
    const Title = 'x'.repeat(300_000);
    for (const id of ['one', 'two']) await store.keptFindings?.keep(keptOf(id, 1, { body: { Title } }));
    await store.close();
    expect(bodiesIn(file)).toEqual([1, 1]);
  });
});
