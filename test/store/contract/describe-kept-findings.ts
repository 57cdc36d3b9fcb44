import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptFinding, KeptFindings, Store } from '../../../src/store.ts';
import { HOSTILE_TEXTS } from '../store-world.ts';
import { readPages } from './paging.ts';

/** What a store promises about findings as they came, where it keeps them. */
export function describeKeptFindings(store: () => Store): void {
  const kept = (): KeptFindings => {
    const { keptFindings } = store();
    if (keptFindings === undefined) throw new Error('the store keeps no findings');
    return keptFindings;
  };
  const all = (limit = 1000) => readPages<KeptFinding>(limit, (page) => kept().list(page));
  const keepAll = async (versions: readonly KeptFinding[]) => {
    for (const version of versions) await kept().keep(version);
  };

  it('gives a finding back exactly, and nothing for another', async () => {
    const finding = keptOf('one', 1, {
      time: 'soon \uD800',
      body: { Id: 'one', Title: '\uD800\u0000', Nested: { __proto: [1, null] } },
    });
    await kept().keep(finding);
    expect(await kept().load(finding.key)).toStrictEqual(finding);
    expect(await kept().load({ productArn: 'arn:product', id: 'two' })).toBeUndefined();
    expect(await kept().load({ productArn: 'arn:other', id: 'one' })).toBeUndefined();
  });

  it.each<{ name: string; versions: readonly string[]; stay: readonly string[]; newest: string }>([
    { name: 'the newest', versions: ['1', '2'], stay: ['2'], newest: '2' },
    { name: 'nothing older', versions: ['2', '1'], stay: ['2'], newest: '2' },
    { name: 'of a tie the later arrival', versions: ['1a', '1b'], stay: ['1b'], newest: '1b' },
    { name: 'what a withdrawn one was before', versions: ['1', '2w'], stay: ['1', '2w'], newest: '2w' },
    { name: 'that over more withdrawals', versions: ['1', '2w', '3w'], stay: ['1', '3w'], newest: '3w' },
    { name: 'the newest open one', versions: ['1', '3w', '2'], stay: ['2', '3w'], newest: '3w' },
    { name: 'no older open one', versions: ['2', '3w', '1'], stay: ['2', '3w'], newest: '3w' },
    { name: 'only the one that is open again', versions: ['1', '2w', '3'], stay: ['3'], newest: '3' },
    { name: 'nothing withdrawn that is older', versions: ['2', '1w'], stay: ['2'], newest: '2' },
    { name: 'no older withdrawal', versions: ['3w', '2w'], stay: ['3w'], newest: '3w' },
    { name: 'a tie that is withdrawn', versions: ['1', '1w'], stay: ['1', '1w'], newest: '1w' },
    { name: 'a tie that is open again', versions: ['1w', '1'], stay: ['1'], newest: '1' },
  ])('keeps $name: $versions', async ({ versions, stay, newest }) => {
    await keepAll(versions.map(versionOf));
    expect(await all()).toStrictEqual(stay.map(versionOf));
    expect(await kept().load(versionOf('1').key)).toStrictEqual(versionOf(newest));
    expect(await kept().count()).toBe(stay.length);
  });

  it.each([1, 2, 3, 100])('lists all versions by order, then by key, %i a page', async (limit) => {
    const findings = HOSTILE_TEXTS.flatMap((id, index) => [
      keptOf(id, index % 3),
      keptOf(id, (index % 3) + 1, { isWithdrawn: true }),
    ]);
    await keepAll(findings.toReversed().toSorted((a, b) => (a.key.id < b.key.id ? 1 : -1)));
    expect((await all(limit)).map(nameOf)).toEqual(findings.toSorted(byOrderThenKey).map(nameOf));
    expect(await kept().count()).toBe(findings.length);
  });

  it('keeps findings of any number, replaced and flushed in between', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `finding ${index}`);
    for (const version of [1, 2, 3]) {
      for (const id of ids) {
        await kept().keep(keptOf(id, version, { body: { Id: id, version } }));
        if (id.endsWith('7')) await store().flush();
      }
    }
    expect(await kept().count()).toBe(ids.length);
    for (const id of ids) {
      expect((await kept().load(keptOf(id, 1).key))?.body).toEqual({ Id: id, version: 3 });
    }
  });

  it('keeps the same in whatever order versions come', async () => {
    const versions = fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(6), fc.boolean()), {
      selector: ([id, version]) => `${id} ${version}`,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(versions, fc.boolean(), async (drawn, isFlushed) => {
        await store().clear();
        for (const [id, version, isWithdrawn] of drawn) {
          await kept().keep(keptOf(`${id}`, version, { isWithdrawn }));
          if (isFlushed) await store().flush();
        }
        const findings = drawn.map(([id, version, isWithdrawn]) => keptOf(`${id}`, version, { isWithdrawn }));
        expect(await all()).toStrictEqual(expectedOf(findings));
      }),
      { numRuns: 60 },
    );
  });
}

/** A version of a finding: later numbers are newer. */
export function keptOf(id: string, version: number, more: Partial<KeptFinding> = {}): KeptFinding {
  const order = `2026-01-0${version}`;
  return { key: { productArn: 'arn:product', id }, body: { Id: id }, isWithdrawn: false, order, ...more };
}

/** `2wb`: the second version, withdrawn, with `b` in its body. */
function versionOf(text: string): KeptFinding {
  return keptOf('one', Number(text[0]), { isWithdrawn: text.includes('w'), body: { Id: 'one', text } });
}

function nameOf({ key, order, isWithdrawn }: KeptFinding): string {
  return `${order} ${JSON.stringify(key)} ${isWithdrawn}`;
}

function byOrderThenKey(a: KeptFinding, b: KeptFinding): number {
  return a.order === b.order ? (a.key.id < b.key.id ? -1 : 1) : a.order < b.order ? -1 : 1;
}

/** Of each finding the newest, and the newest that was not withdrawn. */
function expectedOf(findings: readonly KeptFinding[]): readonly KeptFinding[] {
  const sorted = findings.toSorted(byOrderThenKey);
  return sorted.filter((finding) => {
    const newer = sorted.filter(({ key, order }) => key.id === finding.key.id && order > finding.order);
    return newer.every(({ isWithdrawn }) => isWithdrawn) && (!finding.isWithdrawn || newer.length === 0);
  });
}
