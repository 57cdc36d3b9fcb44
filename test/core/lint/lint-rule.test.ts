import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import { REQUIRED_SIGNALS_MAX } from '../../../src/core/lint/lint-signals.ts';
import { KEPT_CHARACTERS } from '../../../src/core/lint/lint-texts.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makePattern, makeRule, makeSignal } from '../rule/make-rule.ts';

function codesOf(rule: Rule): readonly string[] {
  return lintRule(rule).map(({ code }) => code);
}

const GUARDDUTY = { Product: ['GuardDuty'] };

/** What a rule needs besides, so that it correlates something. */
const BESIDE = makeSignal(
  'beside',
  { Normalized: { Product: ['Health'] } },
  { on: 'networkInterface', count: 2 },
);

describe('one pattern', () => {
  it.each<[string, Json, readonly string[]]>([
    ['that is fine', { Normalized: GUARDDUTY }, []],
    [
      'over Resources',
      { Normalized: GUARDDUTY, Resources: { Type: ['AwsEc2Instance'] } },
      ['lint/resources'],
    ],
    [
      'that demands ARCHIVED',
      { Normalized: GUARDDUTY, RecordState: ['ARCHIVED'] },
      ['lint/never-met', 'lint/withdrawn'],
    ],
    [
      'that demands RESOLVED',
      { Normalized: GUARDDUTY, Workflow: { Status: ['RESOLVED'] } },
      ['lint/never-met', 'lint/withdrawn'],
    ],
    [
      'that demands PASSED',
      { Normalized: GUARDDUTY, Compliance: { Status: ['PASSED'] } },
      ['lint/never-met', 'lint/withdrawn'],
    ],
    [
      'that allows NEW too',
      { Normalized: GUARDDUTY, Workflow: { Status: ['RESOLVED', 'NEW'] } },
      ['lint/workflow'],
    ],
    ['that demands FAILED', { Normalized: GUARDDUTY, Compliance: { Status: ['FAILED'] } }, []],
    ['of any product', { Severity: { Label: ['CRITICAL'] } }, ['lint/any-product']],
    ['of a control', { Compliance: { SecurityControlId: ['EC2.9'] } }, []],
    [
      'with a branch of any product',
      { $or: [{ Normalized: GUARDDUTY }, { Title: ['x'] }] },
      ['lint/any-product'],
    ],
    ['of whole products', { Normalized: { Product: ['acme/scanner', 'acme/mailer'] } }, []],
    ['of products by prefix', { Normalized: { Product: [{ prefix: 'acme/' }] } }, ['lint/open-filter']],
    [
      'of products by prefix in an account',
      { Normalized: { Product: [{ prefix: 'acme/' }] }, AwsAccountId: ['111122223333'] },
      [],
    ],
    [
      'of all products but one',
      { Normalized: { Product: [{ 'anything-but': ['Macie'] }] } },
      ['lint/open-filter'],
    ],
    ['of no control', { Normalized: { Control: [{ exists: false }] } }, ['lint/open-filter']],
    ['of any control', { Normalized: { Control: [{ exists: true }] } }, ['lint/all-controls']],
    [
      'with a path outside and inside $or',
      { Normalized: GUARDDUTY, Title: ['a'], $or: [{ Title: ['b'] }, { Description: ['c'] }] },
      ['lint/path-twice'],
    ],
    ['with a path in two branches', { $or: [{ Region: ['a'] }, { Region: ['b'] }] }, []],
  ])('%s', (_name, pattern, codes) => {
    expect(codesOf(makeRule([makeSignal('one', pattern), BESIDE]))).toEqual(codes);
  });

  it('is linted in every map and at every index, with its path', () => {
    const archived = makePattern({ Normalized: GUARDDUTY, RecordState: ['ARCHIVED'] });
    const match = [makePattern({ Normalized: GUARDDUTY }), archived];
    const issues = (['required', 'any', 'unless', 'optional'] as const).flatMap((role) =>
      lintRule(makeRule([{ name: 'one', role, match, count: 1 }, BESIDE])),
    );
    expect(issues.map(({ path }) => path.join('/'))).toEqual([
      'signals/one/match/1/RecordState',
      'signals/one/match/1/RecordState',
      'unless/one/match/1/RecordState',
      'optional/one/match/1/RecordState',
    ]);
    expect(issues.every(({ level }) => level === 'warning')).toBe(true);
  });
});

it('a place inside `$or` is told to the end', () => {
  const pattern = { $or: [{ Normalized: GUARDDUTY }, { Region: ['x'], RecordState: ['ARCHIVED'] }] };
  expect(lintRule(makeRule([makeSignal('one', pattern)]))).toContainEqual(
    expect.objectContaining({ path: ['signals', 'one', 'match', 0, '$or', 1, 'RecordState'] }),
  );
});

it('a signal is warned of once, whatever number of its patterns lets everything in', () => {
  const prefix = makePattern({ Normalized: { Product: [{ prefix: 'acme/' }] } });
  const match = [makePattern({ Normalized: GUARDDUTY }), prefix, makePattern({ Title: ['x'] }), prefix];
  const issues = lintRule(makeRule([{ name: 'one', role: 'unless', match, count: 1 }, BESIDE]));
  expect(issues).toMatchObject([{ code: 'lint/any-product', path: ['unless', 'one', 'match'] }]);
});

describe('two signals', () => {
  const backdoor = { Normalized: { ...GUARDDUTY, Type: [{ prefix: 'Backdoor:EC2/' }] } };

  it.each<[string, Json, Json, boolean]>([
    ['of two products', { Normalized: GUARDDUTY }, { Normalized: { Product: ['Health'] } }, false],
    ['of one product', { Normalized: GUARDDUTY }, backdoor, true],
    ['of two prefixes', backdoor, { Normalized: { ...GUARDDUTY, Type: [{ prefix: 'Trojan:' }] } }, false],
    [
      'of two prefixes, one within the other',
      backdoor,
      { Normalized: { ...GUARDDUTY, Type: [{ prefix: 'Backdoor:' }] } },
      true,
    ],
    [
      'of a prefix and an exact type',
      backdoor,
      { Normalized: { ...GUARDDUTY, Type: ['Trojan:EC2/DropPoint'] } },
      false,
    ],
    [
      'of a prefix and a type with it',
      backdoor,
      { Normalized: { ...GUARDDUTY, Type: ['Backdoor:EC2/Spambot'] } },
      true,
    ],
    [
      'of lists that overlap',
      { Normalized: { Control: ['EC2.8', 'EC2.9'] } },
      { Normalized: { Control: ['EC2.9', 'SSM.1'] } },
      true,
    ],
    [
      'of lists that do not',
      { Normalized: { Control: ['EC2.8', 'EC2.9'] } },
      { Normalized: { Control: ['SSM.1'] } },
      false,
    ],
    ['of different members', { AwsAccountId: ['111122223333'] }, { Normalized: GUARDDUTY }, true],
    [
      'of a control and of GuardDuty',
      { Normalized: { Control: ['EC2.9'] } },
      { Normalized: GUARDDUTY },
      false,
    ],
    [
      'of a suffix and an exact type without it',
      { Normalized: { ...GUARDDUTY, Type: [{ suffix: '/Spambot' }] } },
      { Normalized: { ...GUARDDUTY, Type: ['Trojan:EC2/DropPoint'] } },
      false,
    ],
    [
      'apart only inside $or',
      { $or: [{ Normalized: GUARDDUTY }, { GeneratorId: ['x'] }] },
      { Normalized: { Product: ['Health'] } },
      true,
    ],
    [
      'apart in a member of many values',
      { Normalized: { Product: ['Health'] }, Types: ['a'] },
      { Normalized: { Product: ['Health'] }, Types: ['b'] },
      true,
    ],
  ])('%s', (_name, one, other, isShared) => {
    const codes = codesOf(makeRule([makeSignal('one', one), makeSignal('other', other)]));
    expect(codes).toEqual(isShared ? ['lint/shared-finding'] : []);
  });

  it.each<[string, Partial<Signal>, boolean]>([
    ['on different entities', { on: 'securityGroup' }, false],
    ['of which one is optional', { role: 'optional' }, false],
    ['of which one blocks', { role: 'unless' }, false],
    ['of which one is one of k', { role: 'any' }, true],
  ])('%s', (_name, members, isShared) => {
    const signals = [
      makeSignal('one', { Normalized: GUARDDUTY }),
      makeSignal('two', { Normalized: GUARDDUTY }, members),
    ];
    const codes = codesOf(makeRule(signals)).filter((code) => code === 'lint/shared-finding');
    expect(codes).toEqual(isShared ? ['lint/shared-finding'] : []);
  });
});

describe('a whole rule', () => {
  it.each([
    [REQUIRED_SIGNALS_MAX, []],
    [REQUIRED_SIGNALS_MAX + 1, ['lint/many-signals']],
  ])('with %i required signals', (count, codes) => {
    const signals = Array.from({ length: count }, (_, index) =>
      makeSignal(`s${index}`, { Normalized: { Product: [`acme/${index}`] } }),
    );
    expect(codesOf(makeRule(signals))).toEqual(codes);
  });

  it.each(['title', 'description', 'remediation'] as const)(
    'whose %s is as long as Security Hub keeps',
    (name) => {
      const signals = [makeSignal('one', { Normalized: GUARDDUTY }), BESIDE];
      const longest = '🔥'.repeat(KEPT_CHARACTERS[name]);
      expect(codesOf(makeRule(signals, { [name]: longest }))).toEqual([]);
      expect(lintRule(makeRule(signals, { [name]: `${longest}.` }))).toMatchObject([
        { code: 'lint/trimmed', path: [name] },
      ]);
    },
  );
});
