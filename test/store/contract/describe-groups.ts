import { expect, it } from 'vitest';
import type { Store } from '../../../src/store.ts';
import { entityOf, HOSTILE_TEXTS } from '../store-world.ts';
import { pageByKey } from './paging.ts';

/** What a store promises about groups. */
export function describeGroups(store: () => Store): void {
  it.each([1, 4, 100])(
    'lists each member of a group once, in the order of keys, %i a page',
    async (limit) => {
      for (const key of [...HOSTILE_TEXTS.toReversed(), ...HOSTILE_TEXTS]) {
        await store().joinGroup('rule', 'group', entityOf('AwsIamRole', key));
      }
      await store().joinGroup('rule', 'other', entityOf('AwsIamRole', 'x'));
      await store().joinGroup('other', 'group', entityOf('AwsIamRole', 'y'));
      const read = await pageByKey(limit, (query) => store().readGroup('rule', 'group', query));
      expect(read).toEqual(HOSTILE_TEXTS);
    },
  );

  it('knows nobody of a group that none has joined', async () => {
    expect(await store().readGroup('rule', 'group', { limit: 5 })).toEqual([]);
  });
}
