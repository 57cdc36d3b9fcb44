import { expect, it } from 'vitest';
import { TACTICS } from '../../../src/core/attack/tactics.ts';
import { toFindingTypes } from '../../../src/format/asff/attack-types.ts';

it.each([
  [['T1685.002', 'TA0112'], ['TTPs/Defense Evasion']],
  [
    ['TA0010', 'T1530'],
    ['Effects/Data Exfiltration', 'TTPs/Collection'],
  ],
  [['T1091'], ['TTPs']],
  [[], ['TTPs']],
])('%j has the types %j', (attack, types) => {
  expect(toFindingTypes(attack)).toEqual(types);
});

it('knows every tactic', () => {
  const general = TACTICS.filter(({ id }) => toFindingTypes(['T1110', id]).length < 2);
  expect(general.map(({ id }) => id)).toEqual(['TA0006']);
});
