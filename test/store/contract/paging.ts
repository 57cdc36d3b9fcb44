import type { Evidence, SignalKey } from '../../../src/core/correlation/evidence.ts';
import type { EvidenceQuery } from '../../../src/core/correlation/evidence-reader.ts';
import type { Entity } from '../../../src/core/entity/entity.ts';
import type { Store } from '../../../src/store.ts';

/** More than any test holds: a store that repeats itself must fail, not go on for ever. */
const ITEMS_MAX = 1000;

/** Everything there is, read page after page, each after the last item of the one before. */
export async function readPages<T>(
  limit: number,
  readPage: (query: { after?: T; limit: number }) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (;;) {
    const after = items.at(-1);
    const page = await readPage({ ...(after === undefined ? {} : { after }), limit });
    items.push(...page);
    if (page.length < limit) return items;
    if (items.length > ITEMS_MAX) throw new Error('the pages do not end');
  }
}

/** The evidence of a place that a query asks for, read page after page. */
export async function readInPages(
  store: Store,
  key: SignalKey,
  query: Omit<EvidenceQuery, 'limit' | 'after'>,
  limit: number,
): Promise<readonly Evidence[]> {
  return readPages<Evidence>(limit, (page) => store.readEvidence(key, { ...query, ...page }));
}

/** Reads one page of entities. */
export type ReadPage = (query: { after?: string; limit: number }) => Promise<readonly Entity[]>;

/** The keys of all entities, read page after page. */
export async function pageByKey(limit: number, readPage: ReadPage): Promise<readonly string[]> {
  return readPages<string>(limit, async (page) => (await readPage(page)).map(({ key }) => key));
}
