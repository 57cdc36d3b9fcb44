import { expect, it } from 'vitest';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import type { RuleStatus } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const SIGNALS = [
  makeSignal('one', { Normalized: { Product: ['GuardDuty'] } }),
  makeSignal('beside', { Normalized: { Product: ['Health'] } }, { on: 'networkInterface' }),
];

function lintAttackOf(attack: readonly string[], status: RuleStatus = 'stable'): readonly string[] {
  return lintRule(makeRule(SIGNALS, { attack, status })).map(({ code, level, path, message, hint }) => {
    expect([code, level]).toEqual(['lint/attack', 'warning']);
    return `${path.join('/')}: ${message}; ${hint}`;
  });
}

it.each([
  ['a tactic alone', ['TA0006']],
  ['a technique with its tactic', ['TA0006', 'T1110']],
  ['a technique with one of its tactics', ['TA0003', 'T1078.004']],
])('%s is fine', (_name, attack) => {
  expect(lintAttackOf(attack)).toEqual([]);
});

it.each([
  [
    'is revoked',
    ['TA0112', 'T1562.008'],
    'attack/1: the technique `T1562.008` (Disable or Modify Cloud Logs) is no longer in ATT&CK 19.2; ' +
      '`T1685.002` (Disable or Modify Tools: Disable or Modify Cloud Log) took its place',
  ],
  [
    'is deprecated',
    ['TA0011', 'T1043'],
    'attack/1: the technique `T1043` (Commonly Used Port) is no longer in ATT&CK 19.2; ' +
      'it has no successor: name another technique',
  ],
  [
    'is misspelt',
    ['TA0001', 'T1910'],
    'attack/1: there is no `T1910` in ATT&CK Enterprise 19.2; ' +
      'did you mean `T1190` (Exploit Public-Facing Application)?',
  ],
  [
    'is a sub-technique that its technique does not have',
    ['TA0009', 'T1530.001'],
    'attack/1: there is no `T1530.001` in ATT&CK Enterprise 19.2; ' +
      'the technique itself is `T1530` (Data from Cloud Storage)',
  ],
  [
    'is like none',
    ['TA0009', 'T9876'],
    'attack/1: there is no `T9876` in ATT&CK Enterprise 19.2; ' +
      'the tactics and techniques are at https://attack.mitre.org/matrices/enterprise/',
  ],
  [
    'stands without its tactic',
    ['TA0001', 'T1110'],
    'attack/1: no tactic of the technique `T1110` (Brute Force) is named; ' +
      'add `TA0006` (Credential Access) to `attack`',
  ],
  [
    'stands without any of its tactics',
    ['T1098', 'TA0001'],
    'attack/0: no tactic of the technique `T1098` (Account Manipulation) is named; ' +
      'add `TA0003` (Persistence) or `TA0004` (Privilege Escalation) to `attack`',
  ],
])('an id that %s', (_name, attack, issue) => {
  expect(lintAttackOf(attack)).toEqual([issue]);
});

it('a stable rule names something; one that is not stable need not', () => {
  expect(lintAttackOf([])).toEqual([
    'status: the stable rule names nothing of MITRE ATT&CK; ' +
      'name in `attack` the tactics and techniques that the rule detects, such as `[TA0006, T1110]`',
  ]);
  expect((['draft', 'test', 'deprecated'] as const).flatMap((status) => lintAttackOf([], status))).toEqual(
    [],
  );
});
