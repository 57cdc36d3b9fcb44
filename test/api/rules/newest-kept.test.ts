import { describe, expect, it } from 'vitest';
import { newestKept } from '../../../src/api/rules/newest-kept.ts';
import { findingOrder } from '../../../src/core/finding/version-order.ts';
import { formatInstant, type Instant } from '../../../src/core/instant.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store.ts';
import { makeFinding } from '../../fixtures/make-finding.ts';
import { temporaryFiles } from '../../store/sqlite/temporary-directory.ts';
import { NOW } from '../make-api.ts';

const HOUR = 3_600_000;

const newFile = temporaryFiles();

async function keepHourly(store: Store, hours: readonly number[]): Promise<Store> {
  for (const hour of hours) {
    const body = makeFinding({ Id: `h${hour}`, UpdatedAt: formatInstant((NOW - hour * HOUR) as Instant) });
    await store.keptFindings?.keep({
      key: { productArn: body.ProductArn, id: body.Id },
      body,
      isWithdrawn: false,
      order: findingOrder(body, undefined),
    });
  }
  await store.flush();
  return store;
}

async function idsOf(store: Store, limit: number): Promise<readonly string[]> {
  if (store.keptFindings === undefined) throw new Error('the store keeps no findings');
  const pages: string[] = [];
  for await (const page of newestKept(store.keptFindings, NOW, limit))
    pages.push(...page.map(({ key }) => key.id));
  return pages;
}

describe.each([
  ['memory', async () => createMemoryStore()],
  ['sqlite', () => openSqliteStore(newFile())],
])('newestKept in %s', (_, open) => {
  it('gives each version once, those of the last days first', async () => {
    const store = await keepHourly(await open(), [900, 50, 49, 40, 30, 10, 5, 1, 0, -1]);
    expect(await idsOf(store, 100)).toEqual([
      ...['h10', 'h5', 'h1', 'h0', 'h-1'],
      ...['h40', 'h30'],
      ...['h50', 'h49'],
      'h900',
    ]);
    await store.close();
  });

  it('gives no more than are asked for', async () => {
    const store = await keepHourly(await open(), [900, 50, 40, 30, 2, 1]);
    expect(await idsOf(store, 3)).toEqual(['h2', 'h1', 'h40']);
    expect(await idsOf(store, 0)).toEqual([]);
    await store.close();
  });

  it('goes on over pages', async () => {
    const hours = Array.from({ length: 1300 }, (_, at) => at / 60);
    const store = await keepHourly(await open(), hours);
    expect(new Set(await idsOf(store, 5000)).size).toBe(1300);
    expect(await idsOf(store, 1200)).toHaveLength(1200);
    await store.close();
  });

  it('gives nothing where nothing is kept', async () => {
    const store = await open();
    expect(await idsOf(store, 10)).toEqual([]);
    await store.close();
  });
});
