import { describe, expect, it } from 'vitest';
import { type Handling, handlingAt } from '../../../src/core/handling/handling.ts';
import { instant } from '../../store/store-world.ts';

const BY = { by: 'anna', at: instant(1) };
const ACCEPTED: Handling = { state: 'risk-accepted', reason: 'legacy', until: instant(10), ...BY };

describe('handlingAt', () => {
  it.each<{ name: string; handling: Handling | undefined; now: number; is: Handling | undefined }>([
    { name: 'nothing', handling: undefined, now: 5, is: undefined },
    {
      name: 'a decision without a date',
      handling: { state: 'resolved', ...BY },
      now: 1e12,
      is: { state: 'resolved', ...BY },
    },
    { name: 'a risk accepted for longer', handling: ACCEPTED, now: 9, is: ACCEPTED },
    { name: 'a risk accepted until then', handling: ACCEPTED, now: 10, is: undefined },
    { name: 'a risk that has returned', handling: ACCEPTED, now: 11, is: undefined },
    {
      name: 'a risk that has returned to its assignee',
      handling: { ...ACCEPTED, assignee: 'cy' },
      now: 10,
      is: { assignee: 'cy', ...BY },
    },
  ])('of $name at $now', ({ handling, now, is }) => {
    expect(handlingAt(handling, instant(now))).toEqual(is);
  });
});
