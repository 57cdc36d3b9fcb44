import { expect, it } from 'vitest';
import { createDrafts } from '../../../console/rules/drafts.ts';

it('keeps an edit of each rule, and tells whether there is any', () => {
  const told: boolean[] = [];
  const drafts = createDrafts((hasAny) => told.push(hasAny));
  drafts.keep('a', 'id: a');
  drafts.keep('b', '');
  expect([drafts.of('a'), drafts.of('b'), drafts.of('c')]).toEqual(['id: a', '', undefined]);
  drafts.keep('a', undefined);
  expect(drafts.of('a')).toBeUndefined();
  drafts.keep('b', undefined);
  expect(told).toEqual([true, true, true, false]);
});
