import { expect, it } from 'vitest';
import type { FindingChange } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import { relationText } from '../../../src/core/correlation/related-entity.ts';
import type { Entity, Relation } from '../../../src/core/entity/entity.ts';
import type { Store } from '../../../src/store.ts';
import { entityOf, HOSTILE_TEXTS, observationOf, relationOf } from '../store-world.ts';
import { pageByKey } from './paging.ts';
import { changeOf, state } from './saving.ts';

/** What a store promises about relations and those whom they tie. */
export function describeRelations(store: () => Store): void {
  const relation = relationOf('i-1', 'sg-1');

  it('ties two entities in either direction', async () => {
    await state(store(), 'one', [relation]);
    const [instance, group] = relation.ends;
    expect(await store().readRelated('i-1', group.type, { limit: 9 })).toEqual([group]);
    expect(await store().readRelated('sg-1', instance.type, { limit: 9 })).toEqual([instance]);
    expect(await store().readRelated('i-1', instance.type, { limit: 9 })).toEqual([]);
    expect(await store().countRelated('i-1', group.type)).toBe(1);
    expect(await store().countRelated('sg-1', instance.type)).toBe(1);
  });

  it('begins with the first source and ends with the last, whichever way round each states it', async () => {
    const reversed: Relation = { ends: [relation.ends[1], relation.ends[0]] };
    const save = (change: FindingChange) => store().saveFinding(change);
    const one = observationOf('one', 1);
    const two = observationOf('two', 1);
    expect((await save(changeOf(one, { stated: [relation] }))).begun.map(relationText)).toHaveLength(1);
    expect(await save(changeOf(two, { stated: [reversed] }))).toEqual({ begun: [], ended: [] });
    expect(await save(unsay(one, [reversed]))).toEqual({ begun: [], ended: [] });
    expect(await store().countRelated('i-1', 'AwsEc2SecurityGroup')).toBe(1);
    const last = await save(unsay(two, [relation]));
    expect(last.ended.map(relationText)).toEqual([relationText(relation)]);
    expect(await store().countRelated('i-1', 'AwsEc2SecurityGroup')).toBe(0);
    expect(await store().readRelated('sg-1', 'AwsEc2Instance', { limit: 9 })).toEqual([]);
  });

  it('remembers whom it was told to be wide, until it is told otherwise', async () => {
    const type = 'AwsEc2SecurityGroup';
    expect((await store().measureRelated('i', type)).isMarkedWide).toBe(false);
    await store().markWide('i', type, false);
    await store().markWide('i', type, true);
    await store().markWide('i', type, true);
    await state(store(), 'one', [relationOf('i', 'sg')]);
    expect(await store().measureRelated('i', type)).toEqual({ count: 1, isMarkedWide: true });
    expect((await store().measureRelated('i', 'AwsEc2Instance')).isMarkedWide).toBe(false);
    expect(await store().countRelated('i', type)).toBe(1);
    await store().markWide('i', type, false);
    expect((await store().measureRelated('i', type)).isMarkedWide).toBe(false);
  });

  it('begins again after it has ended', async () => {
    const one = await state(store(), 'one', [relation]);
    await store().saveFinding(unsay(one, [relation]));
    const two = await store().saveFinding(changeOf(observationOf('two', 1), { stated: [relation] }));
    expect(two.begun).toEqual([relation]);
  });

  it('ends as it was begun, although the last source tells the type otherwise', async () => {
    const other: Relation = { ends: [relation.ends[0], entityOf('AwsEc2NetworkInterface', 'sg-1')] };
    const one = await state(store(), 'one', [relation]);
    await state(store(), 'two', [other]);
    await store().saveFinding(unsay(one, [relation]));
    const { ended } = await store().saveFinding(unsay(observationOf('two', 1), [other]));
    expect(ended).toEqual([relation]);
    expect(await store().countRelated('i-1', 'AwsEc2SecurityGroup')).toBe(0);
    expect(await store().readRelated('i-1', 'AwsEc2SecurityGroup', { limit: 9 })).toEqual([]);
  });

  it('takes the end of a relation that it does not hold', async () => {
    await store().saveFinding(changeOf(observationOf('one', 1), { ended: [relation] }));
    await state(store(), 'two', [relation]);
    expect(await store().countRelated('i-1', 'AwsEc2SecurityGroup')).toBe(1);
  });

  it('gives an entity back with account and region, where it has them', async () => {
    const group: Entity = { type: 'AwsEc2SecurityGroup', key: 'sg', account: '012345678901', region: 'r' };
    await state(store(), 'one', [{ ends: [entityOf('AwsEc2Instance', 'i'), group] }]);
    expect(await store().readRelated('i', group.type, { limit: 1 })).toStrictEqual([group]);
    expect(await store().readRelated('sg', 'AwsEc2Instance', { limit: 1 })).toStrictEqual([
      { type: 'AwsEc2Instance', key: 'i' },
    ]);
  });

  it.each([1, 2, 5, 100])('pages through related entities in the order of keys, %i a page', async (limit) => {
    await state(
      store(),
      'one',
      HOSTILE_TEXTS.toReversed().map((key) => relationOf('i', key)),
    );
    const read = await pageByKey(limit, (query) => store().readRelated('i', 'AwsEc2SecurityGroup', query));
    expect(read).toEqual(HOSTILE_TEXTS);
    expect(await store().countRelated('i', 'AwsEc2SecurityGroup')).toBe(HOSTILE_TEXTS.length);
  });
}

function unsay(before: Observation, ended: readonly Relation[]): FindingChange {
  return changeOf(observationOf(before.key.id, 2), { replaces: before.order, ended });
}
