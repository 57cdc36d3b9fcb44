import { describe, expect, it } from 'vitest';
import { type AttackCoverage, coverageOf, coveredTechniques } from '../../../src/core/attack/coverage.ts';
import { TACTICS } from '../../../src/core/attack/tactics.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { makeRule } from '../rule/make-rule.ts';

function ruleOf(id: string, attack: readonly string[]): Rule {
  return makeRule([], { id, attack });
}

function shown({ id, rules }: AttackCoverage): string {
  return `${id} ${rules.map((rule) => rule.id).join()}`;
}

/** The tactics that are covered, each with its techniques. */
function covered(...rules: readonly Rule[]): readonly (readonly string[])[] {
  const { tactics } = coverageOf(rules);
  expect(tactics.map(({ id }) => id)).toEqual(TACTICS.map(({ id }) => id));
  return tactics
    .filter((tactic) => tactic.rules.length > 0)
    .map((tactic) => [shown(tactic), ...tactic.techniques.map(shown)]);
}

describe('a technique', () => {
  it('counts for those of its tactics that the rule names', () => {
    expect(covered(ruleOf('a', ['TA0003', 'T1078']))).toEqual([['TA0003 a', 'T1078 a']]);
  });

  it('counts for all of its tactics where the rule names none of them', () => {
    expect(covered(ruleOf('a', ['TA0006', 'T1098']))).toEqual([
      ['TA0003 a', 'T1098 a'],
      ['TA0004 a', 'T1098 a'],
      ['TA0006 a'],
    ]);
  });

  it('that was revoked counts as its successor, once', () => {
    expect(covered(ruleOf('a', ['T1562.008']))).toEqual([['TA0112 a', 'T1685.002 a']]);
    expect(covered(ruleOf('a', ['T1562.008', 'T1685.002']))).toEqual([['TA0112 a', 'T1685.002 a']]);
  });

  it('that is unknown or deprecated is told apart', () => {
    const { tactics, unknown } = coverageOf([
      ruleOf('a', ['T9999']),
      ruleOf('b', ['T1043', 'T9999', 'TA9999']),
    ]);
    expect(unknown.map(shown)).toEqual(['T1043 b', 'T9999 a,b', 'TA9999 b']);
    expect(tactics.flatMap(({ rules }) => rules)).toEqual([]);
  });
});

it('rules come in their order, techniques in that of their ids', () => {
  const rules = [ruleOf('b', ['TA0006', 'T1552', 'T1110.003']), ruleOf('a', ['TA0006', 'T1110.003'])];
  expect(covered(...rules)).toEqual([['TA0006 b,a', 'T1110.003 b,a', 'T1552 b']]);
});

it('a technique of several tactics is told once with all its rules', () => {
  const rules = [ruleOf('a', ['TA0001', 'T1078']), ruleOf('b', ['TA0003', 'T1078', 'TA0001', 'T1190'])];
  expect(coveredTechniques(coverageOf(rules)).map(shown)).toEqual(['T1078 a,b', 'T1190 b']);
});
