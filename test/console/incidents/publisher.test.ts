import { describe, expect, it } from 'vitest';
import { parsePublisher, problemsOf } from '../../../console/incidents/publisher.ts';
import { isRegion } from '../../../src/format/asff/is-region.ts';

describe('problemsOf', () => {
  it.each(['eu-central-1', 'us-gov-west-1', 'ap-southeast-5', 'cn-north-1', 'us-iso-east-1', 'mx-central-1'])(
    'takes the Region %s, as the server does',
    (region) => {
      expect(isRegion(region)).toBe(true);
      expect(problemsOf({ account: '111122223333', region })).toEqual([]);
    },
  );

  it.each(['', 'eu', 'eu-central', 'EU-CENTRAL-1', 'eu-central-1 ', '../x', 'eu-central-1/evil'])(
    'finds the Region %j wrong, as the server does',
    (region) => {
      expect(isRegion(region)).toBe(false);
      expect(problemsOf({ account: '111122223333', region })).toEqual(['region']);
    },
  );

  it.each(['', '1111', '1111222233334', '11112222333a', '１１１１２２２２３３３３'])(
    'finds the account %j wrong',
    (account) => {
      expect(problemsOf({ account, region: 'eu-central-1' })).toEqual(['account']);
    },
  );
});

describe('parsePublisher', () => {
  it('reads back what was kept, and nothing else', () => {
    const kept = { account: '111122223333', region: 'eu-central-1' };
    expect(parsePublisher(kept)).toEqual(kept);
    for (const other of [undefined, null, 'x', [], { account: 111122223333 }, { ...kept, region: '<b>' }]) {
      expect(parsePublisher(other)).toEqual({ account: '', region: '' });
    }
  });
});
