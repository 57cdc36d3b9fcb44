import { expect, it } from 'vitest';
import { inShort, lintOne } from './lint-one.ts';

it('tells ids that no account has', () => {
  const pattern = { AwsAccountId: ['111122223333', '11112222333', 'prod', { prefix: '1' }] };
  expect(lintOne('lint/account-id', pattern).map(inShort)).toEqual([
    'error AwsAccountId/1 | account ids have 12 digits',
    'error AwsAccountId/2 | account ids have 12 digits',
  ]);
  expect(lintOne('lint/account-id', { AwsAccountName: ['prod'] })).toEqual([]);
});
