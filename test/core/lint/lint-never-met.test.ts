import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintNeverMet } from '../../../src/core/lint/lint-never-met.ts';
import { lintUnless } from '../../../src/core/lint/lint-unless.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makePattern, makeRule, makeSignal } from '../rule/make-rule.ts';
import { arbitraryRule, arbitrarySightings, instantsOf } from './made-up-rules.ts';

const CONTROLS = { Normalized: { Product: ['Security Hub'], Control: ['EC2.9', 'EC2.18'] } };
const NO_PRODUCT = { Normalized: { Product: ['Guardduty'] } };
const CONTROL = ['Normalized', 'Control'];

function told(json: Json, members: Partial<Signal>): readonly string[] {
  return lintNeverMet(makeRule([makeSignal('one', json, members)])).map(
    ({ code, path }) => `${code} ${path.join('/')}`,
  );
}

describe('a signal that no evidence can meet', () => {
  it.each<[string, Json, Partial<Signal>, string]>([
    ['asks for what no finding has', NO_PRODUCT, {}, 'match'],
    ['asks for what is withdrawn', { Workflow: { Status: ['RESOLVED'] } }, {}, 'match'],
    ['counts three of two controls', CONTROLS, { count: 3, distinct: CONTROL }, 'count'],
    ['counts six severities', { Title: ['x'] }, { count: 6, distinct: ['Normalized', 'Severity'] }, 'count'],
    [
      'counts three states of open controls',
      CONTROLS,
      { count: 3, distinct: ['Compliance', 'Status'] },
      'count',
    ],
    ['counts what no finding has', CONTROLS, { distinct: ['Normalized', 'Controls'] }, 'distinct'],
    [
      'counts controls of GuardDuty',
      { Normalized: { Product: ['GuardDuty'] } },
      { distinct: CONTROL },
      'distinct',
    ],
  ])('%s', (_name, json, members, place) => {
    expect(told(json, members)).toEqual([`lint/never-met signals/one/${place}`]);
  });

  it.each<[string, Json, Partial<Signal>]>([
    ['that counts two of two controls', CONTROLS, { count: 2, distinct: CONTROL }],
    ['that counts findings', CONTROLS, { count: 900 }],
    [
      'that counts controls by prefix',
      { Normalized: { Control: [{ prefix: 'EC2.' }] } },
      { count: 9, distinct: CONTROL },
    ],
    [
      'that counts types, of which a finding has several',
      { Normalized: { Type: ['a'] } },
      { count: 9, distinct: ['Normalized', 'Type'] },
    ],
    ['that counts what nothing is known of', CONTROLS, { count: 9, distinct: ['Resources', 'Type'] }],
  ])('is not one %s', (_name, json, members) => {
    expect(told(json, members)).toEqual([]);
  });

  it('can be met by the other of its patterns', () => {
    const match = [makePattern(NO_PRODUCT), makePattern(CONTROLS)];
    expect(lintNeverMet(makeRule([{ name: 'one', role: 'required', match, count: 1 }]))).toEqual([]);
  });

  it.each([
    ['required', 'signals', 'so that the rule never holds'],
    ['any', 'signals', 'so that `any` looks for it in vain'],
    ['unless', 'unless', 'so that it never blocks'],
    ['optional', 'optional', 'so that it is never shown'],
  ] as const)('that is %s has its place and its consequence', (role, map, words) => {
    const [issue] = lintNeverMet(makeRule([makeSignal('one', NO_PRODUCT, { role })]));
    expect(issue).toMatchObject({ level: 'error', path: [map, 'one', 'match'] });
    expect(issue?.message).toBe(`no evidence can meet \`one\`, ${words}`);
  });
});

it.each([
  [1, []],
  [2, ['lint/never-holds any/atLeast']],
])('any that asks for %i of two signals of which one can be met', (atLeast, expected) => {
  const signals = [makeSignal('a', CONTROLS, { role: 'any' }), makeSignal('b', NO_PRODUCT, { role: 'any' })];
  const issues = lintNeverMet(makeRule(signals, { any: { atLeast, of: ['a', 'b'] } }));
  const told = issues.map(({ code, path }) => `${code} ${path.join('/')}`);
  expect(told.filter((text) => !text.startsWith('lint/never-met'))).toEqual(expected);
});

describe('an unless that always blocks', () => {
  const HIGH = { Normalized: { Product: ['Inspector'], Severity: ['HIGH'] } };
  const VULNERABILITY = ['Normalized', 'Vulnerability'];

  function isTold(
    needed: Partial<Signal>,
    unless: Partial<Signal>,
    json: Json = { Normalized: { Product: ['Inspector'] } },
    members: Partial<Rule> = {},
  ) {
    const signals = [
      makeSignal('need', HIGH, needed),
      makeSignal('block', json, { role: 'unless', ...unless }),
    ];
    const issues = lintUnless(makeRule(signals, members));
    for (const issue of issues) {
      expect(issue).toMatchObject({
        code: 'lint/always-blocked',
        level: 'error',
        path: ['unless', 'block', 'match'],
      });
    }
    return issues.length === 1;
  }

  it.each<[string, Partial<Signal>, Partial<Signal>]>([
    ['is met by all that the rule needs', {}, {}],
    ['counts no more', { count: 3 }, { count: 3 }],
    ['counts the same values', { count: 3, distinct: VULNERABILITY }, { count: 2, distinct: VULNERABILITY }],
    ['counts findings of as many titles', { count: 3, distinct: ['Title'] }, { count: 3 }],
    ['counts one finding of many vulnerabilities', { count: 3, distinct: VULNERABILITY }, {}],
    ['counts one title', { count: 3 }, { distinct: ['Title'] }],
    ['is on the same related entity', { on: 'securityGroup' }, { on: 'securityGroup' }],
    ['looks at one of any that is needed', { role: 'any' }, {}],
  ])('%s', (_name, needed, unless) => {
    expect(
      isTold(needed, unless, undefined, { any: { atLeast: needed.role === 'any' ? 1 : 0, of: ['need'] } }),
    ).toBe(true);
  });

  it.each<[string, Partial<Signal>, Partial<Signal>, Json?]>([
    ['that counts more', { count: 2 }, { count: 3 }],
    ['that counts two findings of many vulnerabilities', { count: 3, distinct: VULNERABILITY }, { count: 2 }],
    ['that counts what findings may lack', { count: 3 }, { distinct: VULNERABILITY }],
    ['that counts two titles', { count: 3 }, { count: 2, distinct: ['Title'] }],
    ['on another entity', {}, { on: 'securityGroup' }],
    ['of another kind of evidence', {}, { kind: 'activity' }],
    ['of what is only optional', { role: 'optional' }, {}],
    ['of what may fail to be told', {}, {}, { Resources: { Type: ['x'] } }],
    ['of something else', {}, {}, { Normalized: { Product: ['Inspector'], Severity: ['LOW'] } }],
    ['of what can never be met', { match: [makePattern(NO_PRODUCT)] }, {}],
  ])('is not one %s', (_name, needed, unless, json) => {
    expect(isTold(needed, unless, json)).toBe(false);
  });
});

it('a rule that is said never to hold never does, whatever has been seen', () => {
  fc.assert(
    fc.property(
      arbitraryRule,
      fc.array(arbitrarySightings, { minLength: 10, maxLength: 10 }),
      (rule, worlds) => {
        const issues = [...lintNeverMet(rule), ...lintUnless(rule)];
        const isNever = issues.some(
          ({ message, code }) => code === 'lint/always-blocked' || message.endsWith('never holds'),
        );
        if (isNever) expect(worlds.flatMap((world) => instantsOf(rule, world))).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
