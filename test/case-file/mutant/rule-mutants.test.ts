import { describe, expect, it } from 'vitest';
import { ruleMutants } from '../../../src/case-file/mutant/rule-mutants.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { makeRule } from '../make-suite.ts';

const GUARD_DUTY = 'match: { Normalized: { Product: [GuardDuty] } }';

const RULE = makeRule(`within: 30d
signals:
  one: { ${GUARD_DUTY}, count: 3, distinct: Normalized.Type }
  two:
    on: securityGroup
    match: [{ Region: [a] }, { Region: [b] }]
  three: { ${GUARD_DUTY} }
  four: { ${GUARD_DUTY} }
unless:
  five: { ${GUARD_DUTY} }
optional:
  six: { ${GUARD_DUTY}, severity: CRITICAL }
any: { atLeast: 2, of: [three, four] }
order: [one, two, three]
`);

function mutantsOf(rule: Rule): ReadonlyMap<string, Rule> {
  return new Map(ruleMutants(rule).map(({ name, toRule }) => [name, toRule()]));
}

function mutantOf(rule: Rule, name: string): Rule {
  const mutant = mutantsOf(rule).get(name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  return mutant;
}

function signalOf(rule: Rule, name: string) {
  return rule.signals.find((signal) => signal.name === name);
}

describe('ruleMutants', () => {
  it('changes one thing at a time', () => {
    expect([...mutantsOf(RULE).keys()]).toEqual([
      'one dropped',
      'one count lowered',
      'one distinct dropped',
      'one Normalized.Product dropped',
      'two dropped',
      'two on dropped',
      'two match 1 dropped',
      'two match 2 dropped',
      'two match 1 Region dropped',
      'two match 2 Region dropped',
      'three dropped',
      'three Normalized.Product dropped',
      'four dropped',
      'four Normalized.Product dropped',
      'five dropped',
      'five Normalized.Product dropped',
      'six dropped',
      'six Normalized.Product dropped',
      'within doubled',
      'within halved',
      'order dropped',
      'any.atLeast lowered',
    ]);
  });

  it('keeps a signal that decides no more to be shown', () => {
    const rule = mutantOf(RULE, 'one dropped');
    expect(signalOf(rule, 'one')).toMatchObject({ role: 'optional', count: 3 });
    expect(rule.order).toEqual(['two', 'three']);
    expect(rule.any).toEqual(RULE.any);
  });

  it('asks no more of the others when a signal of `any` is dropped', () => {
    const rule = mutantOf(RULE, 'three dropped');
    expect(signalOf(rule, 'three')).toMatchObject({ role: 'optional' });
    expect(rule).toMatchObject({ any: { atLeast: 1, of: ['four'] }, order: ['one', 'two'] });
  });

  it.each(['five', 'six'])('takes %s away, which is shown or blocks', (name) => {
    expect(signalOf(mutantOf(RULE, `${name} dropped`), name)).toBeUndefined();
  });

  it.each<[string, string, object]>([
    ['one count lowered', 'one', { count: 2 }],
    ['two match 1 dropped', 'two', { match: [{ json: { Region: ['b'] } }] }],
    ['two match 2 Region dropped', 'two', { match: [{}, { json: { Id: [{ exists: true }] } }] }],
  ])('%s', (mutant, name, expected) => {
    expect(signalOf(mutantOf(RULE, mutant), name)).toMatchObject(expected);
  });

  it.each<[string, string, string]>([
    ['one distinct dropped', 'one', 'distinct'],
    ['two on dropped', 'two', 'on'],
  ])('%s', (mutant, name, key) => {
    expect(signalOf(RULE, name)).toHaveProperty(key);
    expect(signalOf(mutantOf(RULE, mutant), name)).not.toHaveProperty(key);
  });

  it('changes the rule as a whole', () => {
    expect(mutantOf(RULE, 'within doubled').withinMs).toBe(60 * 86_400_000);
    expect(mutantOf(RULE, 'within halved').withinMs).toBe(15 * 86_400_000);
    expect(mutantOf(RULE, 'order dropped')).not.toHaveProperty('order');
    expect(mutantOf(RULE, 'any.atLeast lowered').any?.atLeast).toBe(1);
  });

  it('leads to the place in the rule file, and leaves the rule itself alone', () => {
    const before = JSON.stringify(RULE);
    const paths = new Map(
      ruleMutants(RULE).map((mutant) => {
        mutant.toRule();
        return [mutant.name, mutant.path.join(' ')];
      }),
    );
    expect(JSON.stringify(RULE)).toBe(before);
    expect(Object.fromEntries(paths)).toMatchObject({
      'one count lowered': 'signals one count',
      'two match 2 Region dropped': 'signals two match 1 Region',
      'three dropped': 'signals three',
      'five Normalized.Product dropped': 'unless five match 0 Normalized Product',
      'six dropped': 'optional six',
      'any.atLeast lowered': 'any atLeast',
    });
  });

  it('makes no rule that demands nothing', () => {
    const alone = makeRule(`within: 1h\nsignals: { one: { ${GUARD_DUTY} } }\n`);
    expect([...mutantsOf(alone).keys()]).toEqual(['one Normalized.Product dropped']);
    const ofTwo = makeRule(
      `within: 1h\nsignals: { one: { ${GUARD_DUTY} }, two: { ${GUARD_DUTY} } }\nany: { atLeast: 1, of: [one, two] }\n`,
    );
    const names = [...mutantsOf(ofTwo).keys()];
    expect(names).toContain('one dropped');
    expect(names).not.toContain('any.atLeast lowered');
    expect(names).not.toContain('within doubled');
  });

  it.each([
    ['one signal of two findings', `one: { ${GUARD_DUTY}, count: 2 }`],
    ['two signals', `one: { ${GUARD_DUTY} }\n  two: { ${GUARD_DUTY} }`],
    ['a signal that another blocks', `one: { ${GUARD_DUTY} }\nunless:\n  two: { ${GUARD_DUTY} }`],
  ])('changes the time of %s', (_what, signals) => {
    const names = [...mutantsOf(makeRule(`within: 1h\nsignals:\n  ${signals}\n`)).keys()];
    expect(names).toEqual(expect.arrayContaining(['within doubled', 'within halved']));
  });

  it('gives each mutant a name of its own', () => {
    const rule = makeRule(`within: 1h\nsignals: { one: { match: { Region: ['7', 7] } } }\n`);
    expect([...mutantsOf(rule).keys()]).toEqual([
      'one Region dropped',
      'one Region without 7',
      'one Region without 7 (2)',
    ]);
  });

  it('says what a case about the window looks like where conditions last', () => {
    const gd = `{ ${GUARD_DUTY} }`;
    const wantedBy = (two: string) =>
      Object.fromEntries(
        ruleMutants(makeRule(`within: 2d\nsignals: { one: ${gd}, two: ${two} }\n`)).map((mutant) => [
          mutant.name,
          mutant.wanted,
        ]),
      );
    expect(wantedBy(gd)['within doubled']).toBe(
      'a case that expects none, since activities lie more than 2d but at most 4d apart',
    );
    const lasting =
      'since pieces of evidence lie more than 2d but at most 4d apart; a condition lasts until 90 days after its last update';
    for (const two of [
      '{ match: { Normalized: { Product: [Inspector] } } }',
      '{ match: { Normalized: { Product: [acme/scanner] } } }',
      `{ kind: condition, ${GUARD_DUTY} }`,
    ]) {
      expect(wantedBy(two)['within doubled']).toBe(`a case that expects none, ${lasting}`);
      expect(wantedBy(two)['within halved']).toContain('90 days');
    }
  });

  it('says what a case would have to look like', () => {
    const wanted = Object.fromEntries(ruleMutants(RULE).map((mutant) => [mutant.name, mutant.wanted]));
    expect(wanted['within halved']).toBe(
      'a case that fires on pieces of evidence that lie more than 15d but at most 30d apart; a condition lasts until 90 days after its last update',
    );
    expect(wanted['one count lowered']).toBe(
      'a case that expects none, since `one` has only 2 of the 3 distinct values that it takes',
    );
    expect(wanted['five Normalized.Product dropped']).toBe(
      'a case that fires although `five` has a finding that its pattern refuses for `Normalized.Product` alone',
    );
    expect(wanted['two match 2 dropped']).toBe(
      'a case that fires, in which `two` is met by a finding that passes pattern 2 alone',
    );
    for (const text of Object.values(wanted)) expect(text).toMatch(/^a case that /);
  });
});
