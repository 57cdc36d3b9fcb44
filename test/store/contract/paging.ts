import type { Evidence, SignalKey } from '../../../src/core/correlation/evidence.ts';
import type { EvidenceQuery } from '../../../src/core/correlation/evidence-reader.ts';
import type { Entity } from '../../../src/core/entity/entity.ts';
import type { Store } from '../../../src/store.ts';

/** Reads page after page, each after the last piece of the one before. */
export async function readInPages(
  store: Store,
  key: SignalKey,
  query: Omit<EvidenceQuery, 'limit' | 'after'>,
  limit: number,
): Promise<readonly Evidence[]> {
  const read: Evidence[] = [];
  for (;;) {
    const after = read.at(-1);
    const page = await store.readEvidence(key, {
      ...query,
      ...(after === undefined ? {} : { after }),
      limit,
    });
    read.push(...page);
    if (page.length < limit) return read;
  }
}

/** Reads one page of entities. */
export type ReadPage = (query: { after?: string; limit: number }) => Promise<readonly Entity[]>;

/** The keys of all entities, read page after page. */
export async function pageByKey(limit: number, readPage: ReadPage): Promise<readonly string[]> {
  const keys: string[] = [];
  for (;;) {
    const after = keys.at(-1);
    const page = await readPage({ ...(after === undefined ? {} : { after }), limit });
    keys.push(...page.map(({ key }) => key));
    if (page.length < limit) return keys;
  }
}
