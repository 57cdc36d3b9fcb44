import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EvidenceQuery } from '../../../src/core/correlation/evidence-reader.ts';
import { relationText } from '../../../src/core/correlation/related-entity.ts';
import type { Store } from '../../../src/store.ts';
import { createStoreModel, type StoreModel } from '../store-model.ts';
import { ENDS, entityOf, instant, PLACES, queries, type Step, steps } from '../store-world.ts';
import { pageByKey, readInPages } from './paging.ts';
import type { StoreContractOptions } from './store-contract-options.ts';

/** Does the same random things to a store and to a model, and compares all that can be read. */
export function describeRandomLife(open: () => Promise<Store>, options: StoreContractOptions): void {
  const { runs = 60, ttlGranularity = 'exact' } = options;

  it('holds what a model made of arrays holds, whatever happens to both', async () => {
    const property = fc.asyncProperty(
      steps,
      queries,
      fc.integer({ min: 1, max: 4 }),
      async (all, query, limit) => {
        const store = await open();
        const model = createStoreModel();
        for (const step of all) {
          if (step.do === 'forget' && ttlGranularity === 'lazy') continue;
          await takeStep(step, store, model);
        }
        await expectAlike(store, model, query, limit);
        await store.close();
      },
    );
    await fc.assert(property, { numRuns: runs });
  });
}

async function takeStep(step: Step, store: Store, model: StoreModel): Promise<void> {
  if (step.do === 'forget') {
    model.forget(step.key, instant(step.before));
    await store.forgetEvidence(step.key, instant(step.before));
  } else if (step.do === 'join') {
    model.join(step.group, step.key);
    await store.joinGroup('rule', step.group, entityOf('AwsIamRole', step.key));
  } else {
    const before = new Set(model.relations().map(relationText));
    const change = model.deliver(step);
    const after = new Set(model.relations().map(relationText));
    const { begun, ended } = await store.saveFinding(change);
    expect(begun.map(relationText).sort()).toEqual([...after].filter((text) => !before.has(text)).sort());
    expect(ended.map(relationText).sort()).toEqual([...before].filter((text) => !after.has(text)).sort());
  }
}

async function expectAlike(
  store: Store,
  model: StoreModel,
  query: Omit<EvidenceQuery, 'limit' | 'after'>,
  limit: number,
): Promise<void> {
  for (const observation of model.findings()) {
    expect(await store.loadFinding(observation.key)).toEqual(observation);
  }
  for (const key of PLACES) {
    const expected = model.read(key, query);
    expect(await store.readEvidence(key, { ...query, limit: 1000 })).toEqual(expected);
    expect(await readInPages(store, key, query, limit)).toEqual(expected);
    expect(await store.countEvidence(key)).toBe(model.count(key));
    expect(await store.spanEvidence(key)).toEqual(model.span(key));
  }
  for (const [keys, type] of [
    [ENDS.instances, 'AwsEc2SecurityGroup'],
    [ENDS.groups, 'AwsEc2Instance'],
  ] as const) {
    for (const key of keys) {
      const related = model.related(key, type);
      expect(await store.countRelated(key, type)).toBe(related.length);
      expect(await store.readRelated(key, type, { limit: 100 })).toEqual(related);
    }
  }
  for (const group of ['g', 'h', '\uD800']) {
    const read = await pageByKey(limit, (page) => store.readGroup('rule', group, page));
    expect(read).toEqual(model.members(group));
  }
}
