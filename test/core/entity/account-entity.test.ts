import { describe, expect, it } from 'vitest';
import { accountEntity, isAccountId } from '../../../src/core/entity/account-entity.ts';

describe('accountEntity', () => {
  it('has the key that Security Hub writes', () => {
    expect(accountEntity('012345678901')).toEqual({
      type: 'AwsAccount',
      key: 'AWS::::Account:012345678901',
      account: '012345678901',
    });
  });

  it('says no account where there is none', () => {
    expect(accountEntity('aws').account).toBeUndefined();
  });
});

describe('isAccountId', () => {
  it.each([
    ['012345678901', true],
    ['01234567890', false],
    ['0123456789012', false],
    ['01234567890a', false],
    ['０１２３４５６７８９０１', false],
    ['', false],
    [123456789012, false],
    [null, false],
    [['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '1', '2'], false],
  ])('of %j is %s', (value, expected) => expect(isAccountId(value)).toBe(expected));
});
