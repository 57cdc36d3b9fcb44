import { expect, it } from 'vitest';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import type { Store } from '../../../src/store.ts';
import { entityOf, instant, PLACE, pieceOf, recordOf, relationOf } from '../store-world.ts';
import { keptOf } from './describe-kept-findings.ts';
import { file, state } from './saving.ts';

/** What a store promises about flush and clear. */
export function describeLife(store: () => Store): void {
  it('reads what it has saved, flushed or not', async () => {
    await fill(store());
    const before = await readEverything(store());
    await store().flush();
    await store().flush();
    expect(await readEverything(store())).toEqual(before);
  });

  it('is empty after clear, and works on', async () => {
    const empty = await readEverything(store());
    await fill(store());
    const full = await readEverything(store());
    expect(full).not.toEqual(empty);
    await store().clear();
    expect(await readEverything(store())).toEqual(empty);
    await fill(store());
    expect(await readEverything(store())).toEqual(full);
  });
}

/** What a store promises about the hashes of rules. */
export function describeRuleHashes(store: () => Store): void {
  it('remembers hashes of rules beside those of others', async () => {
    expect(await store().loadRuleHashes()).toEqual(new Map());
    await store().saveRuleHashes(
      new Map([
        ['a', '1'],
        ['__proto__', '2'],
      ]),
    );
    const before = await store().loadRuleHashes();
    await store().saveRuleHashes(
      new Map([
        ['a', '3'],
        ['b', '4'],
      ]),
    );
    expect(await store().loadRuleHashes()).toEqual(
      new Map([
        ['a', '3'],
        ['__proto__', '2'],
        ['b', '4'],
      ]),
    );
    expect(before.get('a')).toBe('1');
  });
}

/** Saves something of everything. */
export async function fill(store: Store): Promise<void> {
  const pieces = [pieceOf('one', 1, 2, { values: ['a'] }), pieceOf('two', 3, 4, { values: ['a', 'b'] })];
  await file(store, pieces);
  await state(store, 'three', [relationOf('i-1', 'sg-1')]);
  await store.markWide('i-1', 'AwsEc2SecurityGroup', true);
  await store.joinGroup('rule', 'group', entityOf('AwsIamRole', 'role'));
  for (const id of ['a', 'b']) await store.saveIncident(recordOf(id, 5));
  await store.markDelivered('a', instant(5));
  await store.saveRuleHashes(new Map([['rule', 'hash']]));
  await store.keptFindings?.keep(keptOf('one', 1));
}

/** The answers of every method that reads. */
export interface Everything {
  readonly findings: readonly (Observation | undefined)[];
  readonly [answer: string]: unknown;
}

/** Reads all that `fill` saves, through every method that reads. */
export async function readEverything(store: Store): Promise<Everything> {
  return {
    findings: await Promise.all(
      ['one', 'two', 'three'].map((id) => store.loadFinding({ productArn: 'arn:product', id })),
    ),
    evidence: await store.readEvidence(PLACE, { order: 'end', limit: 100 }),
    count: await store.countEvidence(PLACE),
    span: await store.spanEvidence(PLACE),
    related: await store.readRelated('i-1', 'AwsEc2SecurityGroup', { limit: 100 }),
    relatedCount: await store.countRelated('i-1', 'AwsEc2SecurityGroup'),
    measure: await store.measureRelated('i-1', 'AwsEc2SecurityGroup'),
    group: await store.readGroup('rule', 'group', { limit: 100 }),
    incident: await store.loadIncident('a'),
    incidents: await store.listIncidents({ limit: 100 }),
    undelivered: await store.listUndelivered(100),
    ruleHashes: await store.loadRuleHashes(),
    kept: await store.keptFindings?.load(keptOf('one', 1).key),
    keptList: await store.keptFindings?.list({ limit: 100 }),
    keptCount: await store.keptFindings?.count(),
  };
}
