import { expect, it } from 'vitest';
import { nearestAttackIds } from '../../../src/core/attack/nearest-attack-ids.ts';

it.each([
  ['two digits the other way round', 'T1910', ['T1190']],
  ['two digits of a sub-technique the other way round', 'T1087.040', ['T1087.004']],
  ['a tactic with one other digit', 'TA0143', ['TA0043']],
  ['one other digit in the number of a sub-technique', 'T1480.003', ['T1480.001', 'T1480.002']],
  ['too many to tell', 'T1542.006', []],
  ['a sub-technique of a technique that has none', 'T1530.001', []],
  ['nothing near', 'T9876', []],
])('%s', (_name, id, nearest) => {
  expect(nearestAttackIds(id)).toEqual(nearest);
});
