import { describe, expect, it } from 'vitest';
import { groupSignals } from '../../../console/incident/signal-groups.ts';
import { detailExample, signalExample } from './incident-example.ts';

const signals = [
  signalExample({ name: 'a', role: 'any' }),
  signalExample({ name: 'r', role: 'required', satisfied: false }),
  signalExample({ name: 'b', role: 'any', satisfied: false }),
  signalExample({ name: 'o', role: 'optional' }),
];

describe('groupSignals', () => {
  it('tells how many of each part are met and how many have to be', () => {
    const { rule } = detailExample({ rule: { any: { atLeast: 2, of: ['a', 'b'] } } });
    const groups = groupSignals(signals, rule).map((group) => ({
      ...group,
      signals: group.signals.map(({ name }) => name),
    }));
    expect(groups).toEqual([
      { role: 'required', signals: ['r'], met: 0, needed: 1 },
      { role: 'any', signals: ['a', 'b'], met: 1, needed: 2 },
      { role: 'optional', signals: ['o'], met: 1, needed: 0 },
    ]);
  });

  it('asks for one of several where the rule is not known any more', () => {
    expect(groupSignals(signals, undefined).find(({ role }) => role === 'any')?.needed).toBe(1);
  });
});
