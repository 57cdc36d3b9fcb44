import { expect, it } from 'vitest';
import type { FindingChange } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import { ConflictError, type Store } from '../../../src/store.ts';
import { filingOf, HOSTILE_TEXTS, observationOf, PLACE, pieceOf, relationOf } from '../store-world.ts';
import { changeOf } from './saving.ts';

/** What a store promises about findings, and about saves that come too late. */
export function describeFindings(store: () => Store): void {
  it('remembers nothing of a finding that was never saved', async () => {
    expect(await store().loadFinding({ productArn: 'arn:product', id: 'one' })).toBeUndefined();
  });

  it.each(HOSTILE_TEXTS)('gives a finding back exactly: id %j', async (text) => {
    const piece = pieceOf(text, 1, 2, { title: text, values: [text], severity: 'LOW', isSample: true });
    const next = observationOf(text, 1, {
      key: { productArn: text, id: text },
      isMatched: true,
      withdrawal: text,
      filings: [filingOf(piece, { entity: text, rule: text, signal: text })],
      relations: [relationOf(text, `${text}-`)],
    });
    await store().saveFinding(changeOf(next));
    expect(await store().loadFinding({ productArn: text, id: text })).toStrictEqual(next);
    expect(await store().loadFinding({ productArn: text, id: `${text}\u0000` })).toBeUndefined();
  });

  it('tells findings apart by product and by id', async () => {
    const a = observationOf('one', 1, { key: { productArn: 'a', id: 'one' } });
    const b = observationOf('one', 2, { key: { productArn: 'b', id: 'one' } });
    await store().saveFinding(changeOf(a));
    await store().saveFinding(changeOf(b));
    expect(await store().loadFinding(a.key)).toEqual(a);
    expect(await store().loadFinding(b.key)).toEqual(b);
  });

  it('takes a text of a million characters', async () => {
    const id = 'x'.repeat(1_000_000);
    await store().saveFinding(changeOf(observationOf(id, 1)));
    expect((await store().loadFinding({ productArn: 'arn:product', id }))?.key.id).toBe(id);
  });

  const first = observationOf('one', 1);
  it.each<{ name: string; held: readonly Observation[]; change: FindingChange }>([
    { name: 'a first version where there is one', held: [first], change: changeOf(first) },
    {
      name: 'a replacement where there is none',
      held: [],
      change: changeOf(observationOf('one', 2), { replaces: first.order }),
    },
    {
      name: 'a replacement of another version',
      held: [first],
      change: changeOf(observationOf('one', 3), { replaces: observationOf('one', 2).order }),
    },
  ])('refuses $name, and changes nothing', async ({ held, change }) => {
    for (const next of held) await store().saveFinding(changeOf(next));
    const filed = [filingOf(pieceOf('one', 1, 2))];
    const refused = store().saveFinding({ ...change, filed, stated: [relationOf('i', 'sg')] });
    await expect(refused).rejects.toThrow(ConflictError);
    expect(await store().loadFinding(first.key)).toEqual(held[0]);
    expect(await store().countEvidence(PLACE)).toBe(0);
    expect(await store().countRelated('i', 'AwsEc2SecurityGroup')).toBe(0);
  });

  it('goes on after a conflict', async () => {
    await store().saveFinding(changeOf(first));
    await expect(store().saveFinding(changeOf(first))).rejects.toThrow(ConflictError);
    const next = observationOf('one', 2);
    await store().saveFinding(changeOf(next, { replaces: first.order }));
    expect(await store().loadFinding(first.key)).toEqual(next);
  });
}
