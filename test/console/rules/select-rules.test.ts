import { describe, expect, it } from 'vitest';
import {
  fromRuleSelection,
  RULE_COLUMNS,
  type RuleSelection,
  selectRules,
  toRuleSelection,
} from '../../../console/rules/select-rules.ts';
import type { RuleRow } from '../../../src/api/contract/rules.ts';

const BASE: Omit<RuleRow, 'id'> = {
  version: 1,
  status: 'stable',
  title: 'Backdoor traffic',
  severity: 'HIGH',
  entity: 'AwsEc2Instance',
  requires: ['GuardDuty'],
  attack: [],
  open: 0,
  resolved: 0,
  weeks: [],
};

const RULES: readonly RuleRow[] = [
  { ...BASE, id: 'b', severity: 'LOW', open: 10, lastFiredAt: '2026-11-01T00:00:00.000Z' },
  { ...BASE, id: 'a', severity: 'CRITICAL', open: 9, title: 'Malware in a shared bucket' },
  {
    ...BASE,
    id: 'c',
    severity: 'CRITICAL',
    open: 2,
    lastFiredAt: '2026-11-02T00:00:00.000Z',
    attack: [{ id: 'T1190', name: 'Exploit Public-Facing Application', url: 'https://attack.mitre.org' }],
  },
];

const ALL: RuleSelection = { text: '', sort: 'open', isDescending: true };

function ids(selection: Partial<RuleSelection>): string {
  return selectRules(RULES, { ...ALL, ...selection })
    .map(({ id }) => id)
    .join('');
}

describe('selectRules', () => {
  it.each([
    ['numbers as numbers', { sort: 'open', isDescending: true }, 'bac'],
    ['severities by their weight', { sort: 'severity', isDescending: true }, 'acb'],
    ['mild ones first', { sort: 'severity', isDescending: false }, 'bac'],
    ['the last fired first, and never last', { sort: 'lastFiredAt', isDescending: true }, 'cba'],
    ['ties by id, whatever the order', { sort: 'resolved', isDescending: true }, 'abc'],
  ] as const)('sorts %s', (_, selection, expected) => {
    expect(ids(selection)).toBe(expected);
  });

  it.each([
    ['every word anywhere', 'ec2 BACKDOOR', 'bc'],
    ['a technique by its id', 't1190', 'c'],
    ['a technique by its name', 'public-facing', 'c'],
    ['nothing where one word is missing', 'malware backdoor', ''],
    ['all without a word', '  ', 'bac'],
  ])('finds %s', (_, text, expected) => {
    expect(ids({ text })).toBe(expected);
  });
});

describe('a selection in an address', () => {
  it('comes back as it was', () => {
    for (const sort of RULE_COLUMNS) {
      for (const isDescending of [true, false]) {
        for (const text of ['', 'two words & more']) {
          const selection = { text, sort, isDescending };
          expect(toRuleSelection(new URLSearchParams(fromRuleSelection(selection)))).toEqual(selection);
        }
      }
    }
  });

  it('is empty for what is usual', () => {
    expect(fromRuleSelection(ALL)).toEqual({});
  });

  it('is what is usual where it makes no sense', () => {
    expect(toRuleSelection(new URLSearchParams('sort=__proto__&order=asc&text=x'))).toEqual({
      ...ALL,
      text: 'x',
    });
  });
});
