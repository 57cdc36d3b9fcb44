import { describe, expect, it } from 'vitest';
import { isRegion } from '../../../src/format/asff/is-region.ts';

describe('isRegion', () => {
  it.each(['us-east-1', 'ap-southeast-4', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1'])(
    'takes %s',
    (region) => {
      expect(isRegion(region)).toBe(true);
    },
  );

  it.each(['', 'Mars', 'us-east', 'US-EAST-1', 'us-east-1 ', 'us-east-1:x', `us-${'e'.repeat(16)}-1`])(
    'refuses %j',
    (region) => {
      expect(isRegion(region)).toBe(false);
    },
  );
});
