import { expect, it } from 'vitest';
import { missingFrom } from '../../../console/health/intake-balance.ts';
import type { DeliveryCounts } from '../../../src/core/delivery-counts.ts';

const COUNTS: DeliveryCounts = {
  received: 15,
  matched: 5,
  ignored: 4,
  duplicate: 3,
  stale: 2,
  quarantined: 1,
  context: 100,
};

it('adds up when each delivery became something; context is apart', () => {
  expect(missingFrom(COUNTS)).toBe(0);
});

it.each(['matched', 'ignored', 'duplicate', 'stale', 'quarantined'] as const)(
  'misses what is not %s',
  (name) => {
    expect(missingFrom({ ...COUNTS, [name]: 0 })).toBe(COUNTS[name]);
  },
);

it('says when more became something than was received', () => {
  expect(missingFrom({ ...COUNTS, received: 14 })).toBe(-1);
});
