import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import type { EvidenceQuery } from '../../../src/core/correlation/evidence-reader.ts';
import type { Store } from '../../../src/store.ts';
import { filingOf, HOSTILE_TEXTS, instant, observationOf, PLACE, pieceOf } from '../store-world.ts';
import { readInPages } from './paging.ts';
import { changeOf, file } from './saving.ts';
import type { StoreContractOptions } from './store-contract-options.ts';

/** What a store promises about evidence: orders, ranges, pages, counts, spans. */
export function describeEvidence(
  store: () => Store,
  { ttlGranularity = 'exact' }: StoreContractOptions,
): void {
  const world = [pieceOf('long', 0, 9), pieceOf('early', 1, 2), pieceOf('late', 5, 6), pieceOf('twin', 5, 6)];

  it.each<{ name: string; query: Omit<EvidenceQuery, 'limit'>; ids: readonly string[] }>([
    { name: 'the latest end first', query: { order: 'end' }, ids: ['long', 'late', 'twin', 'early'] },
    { name: 'the latest start first', query: { order: 'start' }, ids: ['late', 'twin', 'early', 'long'] },
    { name: 'from an end on', query: { order: 'end', endsFrom: instant(6) }, ids: ['long', 'late', 'twin'] },
    { name: 'up to a start', query: { order: 'end', startsUntil: instant(1) }, ids: ['long', 'early'] },
    {
      name: 'a window',
      query: { order: 'end', endsFrom: instant(3), startsUntil: instant(4) },
      ids: ['long'],
    },
    {
      name: 'a window, the latest start first',
      query: { order: 'start', endsFrom: instant(2), startsUntil: instant(1) },
      ids: ['early', 'long'],
    },
    {
      name: 'all time',
      query: {
        order: 'end',
        endsFrom: instant(Number.NEGATIVE_INFINITY),
        startsUntil: instant(Number.POSITIVE_INFINITY),
      },
      ids: ['long', 'late', 'twin', 'early'],
    },
    {
      name: 'no time',
      query: { order: 'end', endsFrom: instant(Number.POSITIVE_INFINITY) },
      ids: [],
    },
    {
      name: 'after a piece among those with its end',
      query: { order: 'end', after: pieceOf('late', 5, 6) },
      ids: ['twin', 'early'],
    },
    {
      name: 'after a piece that is gone',
      query: { order: 'start', after: pieceOf('gone', 5, 7) },
      ids: ['late', 'twin', 'early', 'long'],
    },
    {
      name: 'a piece that has come to lie after its former self',
      query: { order: 'end', after: pieceOf('early', 1, 7) },
      ids: ['late', 'twin', 'early'],
    },
  ])('reads evidence: $name', async ({ query, ids }) => {
    await file(store(), world);
    expect(idsOf(await store().readEvidence(PLACE, { ...query, limit: 10 }))).toEqual(ids);
    expect(idsOf(await store().readEvidence(PLACE, { ...query, limit: 2 }))).toEqual(ids.slice(0, 2));
  });

  it.each(['end', 'start'] as const)('breaks ties of the %s by productArn, then id', async (order) => {
    const pieces = ['arn:b', 'arn:a'].flatMap((productArn) =>
      HOSTILE_TEXTS.toReversed().map((id) => pieceOf(id, 1, 2, { finding: { productArn, id } })),
    );
    await file(store(), pieces);
    const read = await readInPages(store(), PLACE, { order }, 3);
    const expected = ['arn:a', 'arn:b'].flatMap((productArn) =>
      HOSTILE_TEXTS.map((id) => ({ productArn, id })),
    );
    expect(read.map(({ finding }) => finding)).toEqual(expected);
  });

  it('gives a piece back exactly', async () => {
    const full = pieceOf('full', -1, 0, { values: ['\uD800', '\u0000'], severity: 'HIGH', isSample: true });
    const pieces = [full, pieceOf('bare', -5, -3)];
    await file(store(), pieces);
    expect(await store().readEvidence(PLACE, { order: 'end', limit: 10 })).toStrictEqual(pieces);
  });

  it('knows nothing of a place without evidence', async () => {
    await file(store(), world, { ...PLACE, signal: 'another' });
    expect(await store().readEvidence(PLACE, { order: 'end', limit: 10 })).toEqual([]);
    expect(await store().countEvidence(PLACE)).toBe(0);
    expect(await store().spanEvidence(PLACE)).toBeUndefined();
    await store().forgetEvidence(PLACE, instant(100));
  });

  it('counts distinct values, or findings where a piece has none', async () => {
    const findings = { ...PLACE, signal: 'findings' };
    await file(store(), [
      pieceOf('one', 1, 2, { values: ['a', 'b'] }),
      pieceOf('two', 1, 2, { values: ['b', '__proto__'] }),
    ]);
    await file(store(), [pieceOf('three', 1, 2), pieceOf('four', 1, 2)], findings);
    expect(await store().countEvidence(PLACE)).toBe(3);
    expect(await store().countEvidence(findings)).toBe(2);
  });

  it('replaces what a finding was evidence for', async () => {
    const before = filingOf(pieceOf('one', 1, 2, { values: ['a', 'b'] }));
    const after = filingOf(pieceOf('one', 4, 5, { values: ['b', 'c', 'd'] }));
    const first = observationOf('one', 1, { filings: [before] });
    await store().saveFinding(changeOf(first, { filed: [before] }));
    const next = observationOf('one', 2, { filings: [after] });
    const change = changeOf(next, { replaces: first.order, filed: [after], withdrawn: [before] });
    await store().saveFinding(change);
    const read = await store().readEvidence(PLACE, { order: 'end', limit: 10 });
    expect(read).toEqual([after.evidence]);
    expect(await store().countEvidence(PLACE)).toBe(3);
    expect(await store().spanEvidence(PLACE)).toEqual({ first: 4, last: 5 });
  });

  it('spans from the earliest start to the latest observation, which is not the latest end', async () => {
    await file(store(), [
      pieceOf('one', 3, 90, { lastObserved: instant(4) }),
      pieceOf('two', 2, 5, { lastObserved: instant(7) }),
    ]);
    expect(await store().spanEvidence(PLACE)).toEqual({ first: 2, last: 7 });
  });

  it('keeps what ends at the instant before which evidence is forgotten', async () => {
    await file(store(), world);
    await store().forgetEvidence(PLACE, instant(6));
    const read = await store().readEvidence(PLACE, { order: 'end', endsFrom: instant(6), limit: 10 });
    expect(idsOf(read)).toEqual(['long', 'late', 'twin']);
  });

  it.runIf(ttlGranularity === 'exact')('forgets what ended before, and counts without it', async () => {
    await file(store(), world);
    await store().forgetEvidence(PLACE, instant(7));
    expect(idsOf(await store().readEvidence(PLACE, { order: 'start', limit: 10 }))).toEqual(['long']);
    expect(await store().countEvidence(PLACE)).toBe(1);
    expect(await store().spanEvidence(PLACE)).toEqual({ first: 0, last: 9 });
    await store().forgetEvidence(PLACE, instant(10));
    expect(await store().spanEvidence(PLACE)).toBeUndefined();
  });
}

function idsOf(pieces: readonly Evidence[]): readonly string[] {
  return pieces.map(({ finding }) => finding.id);
}
