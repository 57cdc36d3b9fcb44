import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRules } from '../../../src/core/lint/lint-rules.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makePattern, makeRule, makeSignal } from '../rule/make-rule.ts';
import { arbitraryRule, arbitrarySightings, instantsOf } from './made-up-rules.ts';

const THREAT = { Normalized: { Product: ['GuardDuty'], Type: [{ prefix: 'Backdoor:EC2/' }] } };
const SPAM = { Normalized: { Product: ['GuardDuty'], Type: ['Backdoor:EC2/Spambot'] } };
const CVES = { Normalized: { Product: ['Inspector'], Severity: ['HIGH', 'CRITICAL'] } };
const CRITICAL = { Normalized: { Product: ['Inspector'], Severity: ['CRITICAL'] } };
const GROUP = { Normalized: { Product: ['Security Hub'], Control: ['EC2.18'] } };

function rule(id: string, signals: readonly Signal[], members: Partial<Rule> = {}): Rule {
  return makeRule(signals, { id, ...members });
}

const WIDER = rule('wider', [makeSignal('a', THREAT), makeSignal('b', CVES)]);

/** The codes said of each rule, by its id. */
function told(...rules: readonly Rule[]): readonly string[] {
  return lintRules(rules).map(({ rule: about, issue }) => `${about.id} ${issue.code}`);
}

function narrower(members: Partial<Rule> = {}, ofThreat: Partial<Signal> = {}, threat: Json = SPAM): Rule {
  return rule('narrower', [makeSignal('x', threat, ofThreat), makeSignal('y', CRITICAL)], members);
}

describe('a rule that holds whenever another does', () => {
  it.each<[string, Rule]>([
    ['asks for less in every signal', narrower()],
    ['has a longer window', narrower({ withinMs: WIDER.withinMs - 1 })],
    ['asks for fewer', narrower({}, { count: 5 })],
    ['knows no order', narrower({ order: ['x', 'y'] })],
    [
      'knows no unless',
      rule('narrower', [...narrower().signals, makeSignal('z', GROUP, { role: 'unless' })]),
    ],
    [
      'lacks a signal',
      rule('narrower', [...narrower().signals, makeSignal('z', GROUP, { on: 'securityGroup' })]),
    ],
  ])('%s', (_name, other) => {
    expect(told(WIDER, other)).toEqual(['narrower lint/subsumed-rule']);
    expect(told(other, WIDER)).toEqual(['narrower lint/subsumed-rule']);
  });

  it.each<[string, Rule]>([
    ['of another entity', narrower({ entity: 'AwsS3Bucket' })],
    ['with a shorter window', narrower({ withinMs: WIDER.withinMs + 1 })],
    ['on a related entity', narrower({}, { on: 'securityGroup' })],
    ['of another kind of evidence', narrower({}, { kind: 'condition' })],
    ['that is a draft', narrower({ status: 'draft' })],
    ['that is deprecated', narrower({ status: 'deprecated' })],
    ['that never holds', narrower({}, {}, { Normalized: { Product: ['Guardduty'] } })],
    [
      'of something else',
      narrower({}, {}, { Normalized: { Product: ['GuardDuty'], Type: ['Trojan:EC2/DropPoint'] } }),
    ],
  ])('is not one %s', (_name, other) => {
    expect(told(WIDER, other)).toEqual([]);
  });

  it.each<[string, Partial<Rule>, readonly string[]]>([
    ['the same order', { order: ['x', 'y'] }, ['narrower lint/subsumed-rule']],
    ['another order', { order: ['y', 'x'] }, []],
    ['none', {}, []],
  ])('has an order, and the other %s', (_name, members, expected) => {
    expect(told({ ...WIDER, order: ['a', 'b'] }, narrower(members))).toEqual(expected);
  });

  it.each<[string, Json, Partial<Signal>, Partial<Rule>, readonly string[]]>([
    ['the same unless', GROUP, {}, {}, ['narrower lint/subsumed-rule']],
    [
      'one that blocks more',
      { Normalized: { Product: ['Security Hub'] } },
      {},
      {},
      ['narrower lint/subsumed-rule'],
    ],
    ['one that takes more', GROUP, { count: 2 }, {}, []],
    ['another', { Normalized: { Product: ['Macie'] } }, {}, {}, []],
    ['the same over less time', GROUP, {}, { withinMs: 5 }, []],
  ])('has an unless, and the other %s', (_name, json, ofSignal, members, expected) => {
    const blocked = rule('wider', [...WIDER.signals, makeSignal('c', GROUP, { role: 'unless' })]);
    const signals = [...narrower().signals, makeSignal('z', json, { role: 'unless', ...ofSignal })];
    expect(told(blocked, rule('narrower', signals, members))).toEqual(expected);
  });

  it.each([
    [1, 'required', ['narrower lint/subsumed-rule']],
    [2, 'required', ['narrower lint/subsumed-rule']],
    [1, 'any', ['narrower lint/subsumed-rule']],
    [2, 'any', []],
  ] as const)(
    'needs %i of any, of which the other has two that are %s, or one of them',
    (atLeast, role, expected) => {
      const asked = [THREAT, CVES, GROUP].map((json, at) => makeSignal(`s${at}`, json, { role: 'any' }));
      const any = { atLeast, of: ['s0', 's1', 's2'] };
      const signals = [makeSignal('x', SPAM, { role }), makeSignal('y', CRITICAL, { role })];
      const other = role === 'any' ? { any: { atLeast: 1, of: ['x', 'y'] } } : {};
      expect(told(rule('wider', asked, { any }), rule('narrower', signals, other))).toEqual(expected);
    },
  );

  it('needs two of any, and the other has several that meet one and the same of them', () => {
    const asked = [THREAT, CVES, GROUP].map((json, at) => makeSignal(`s${at}`, json, { role: 'any' }));
    const types = ['Backdoor:EC2/Spambot', 'Backdoor:EC2/DenialOfService.Dns', 'Backdoor:EC2/C&CActivity.B'];
    const choices = types.map((type, at) =>
      makeSignal(`c${at}`, { Normalized: { Product: ['GuardDuty'], Type: [type] } }, { role: 'any' }),
    );
    const wider = rule('wider', asked, { any: { atLeast: 2, of: ['s0', 's1', 's2'] } });
    expect(told(wider, rule('narrower', choices, { any: { atLeast: 2, of: ['c0', 'c1', 'c2'] } }))).toEqual(
      [],
    );
  });

  it('has an order, and the other puts one of any first that may not be met', () => {
    const any = { atLeast: 1, of: ['x', 'z'] };
    const choices = [
      makeSignal('x', SPAM, { role: 'any', count: 2 }),
      makeSignal('z', GROUP, { role: 'any', on: 'securityGroup' }),
    ];
    const signals = [makeSignal('w', SPAM), makeSignal('y', CRITICAL), ...choices];
    const ordered = { ...WIDER, order: ['a', 'b'] };
    expect(told(ordered, rule('narrower', signals, { any, order: ['x', 'y'] }))).toEqual([]);
    expect(told(ordered, rule('narrower', signals, { any, order: ['w', 'y'] }))).toEqual([
      'narrower lint/subsumed-rule',
    ]);
  });

  it('has an order with one of any, which the other has in its order', () => {
    const signals = [makeSignal('a', THREAT, { role: 'any' }), makeSignal('b', CVES)];
    const wider = rule('wider', signals, { any: { atLeast: 1, of: ['a'] }, order: ['a', 'b'] });
    expect(told(wider, narrower({ order: ['x', 'y'] }))).toEqual(['narrower lint/subsumed-rule']);
    expect(told(wider, narrower())).toEqual([]);
  });

  it('is told of with its name and place', () => {
    expect(lintRules([WIDER, narrower()]).map(({ issue }) => issue)).toEqual([
      {
        code: 'lint/subsumed-rule',
        level: 'warning',
        path: ['signals'],
        message: 'whenever the rule holds, so does `wider`, about the same resource',
        hint: expect.stringContaining('optional'),
      },
    ]);
  });

  it('is one of a few that are named, where there are very many', () => {
    const chain = Array.from({ length: 60 }, (_, at) =>
      rule(`r${at}`, [makeSignal('a', { ...THREAT, Title: [{ prefix: 'x'.repeat(at) }] })]),
    );
    const issues = lintRules(chain);
    expect(issues).toHaveLength(59);
    expect(issues.at(-1)?.issue.message).toContain('`r0`, `r1`, `r2`, `r3` and perhaps others');
  });
});

describe('two rules that hold for the same findings', () => {
  it.each<[string, Json, Json]>([
    ['are written alike', SPAM, SPAM],
    [
      'name values in another order',
      { RecordState: ['ACTIVE', 'ARCHIVED'] },
      { RecordState: ['ARCHIVED', 'ACTIVE'] },
    ],
    ['ask for what is so anyway', SPAM, { ...SPAM, RecordState: ['ACTIVE', { exists: false }] }],
  ])('%s', (_name, one, other) => {
    const rules = [rule('first', [makeSignal('a', one)]), rule('second', [makeSignal('b', other)])];
    expect(told(...rules)).toEqual(['second lint/same-rule']);
  });

  it('are told of once, of the later one', () => {
    const rules = ['a', 'b', 'c'].map((id) => rule(id, WIDER.signals));
    expect(lintRules(rules).map(({ issue }) => issue.message)).toEqual([
      expect.stringContaining('as `a`,'),
      expect.stringContaining('as `a`, `b`,'),
    ]);
  });

  it('may put one of any into their order, but for different windows', () => {
    const any = { atLeast: 1, of: ['a', 'c'] };
    const signals = [
      makeSignal('a', THREAT, { role: 'any' }),
      makeSignal('b', CVES),
      makeSignal('c', GROUP, { role: 'any', on: 'securityGroup' }),
    ];
    const members = { any, order: ['a', 'b'] };
    const first = rule('first', signals, members);
    expect(told(first, rule('second', signals, members))).toEqual(['second lint/same-rule']);
    const longer = rule('longer', signals, { ...members, withinMs: first.withinMs + 1 });
    expect(told(first, longer)).toEqual([]);
    const [, ...others] = signals;
    const spam = rule('spam', [makeSignal('a', SPAM, { role: 'any' }), ...others], members);
    expect(told(first, spam)).toEqual([]);
  });

  it('may be written as several patterns', () => {
    const [high, critical] = ['HIGH', 'CRITICAL'].map((label) =>
      makePattern({ Normalized: { Product: ['Inspector'], Severity: [label] } }),
    );
    const split = { ...makeSignal('b', CVES), match: [high, critical] } as Signal;
    expect(told(rule('first', [makeSignal('a', CVES)]), rule('second', [split]))).toEqual([
      'second lint/same-rule',
    ]);
  });
});

it('what is told is so, whatever has been seen', () => {
  fc.assert(
    fc.property(
      arbitraryRule,
      arbitraryRule,
      fc.array(arbitrarySightings, { minLength: 12, maxLength: 12 }),
      (one, other, worlds) => {
        const rules = [
          { ...one, id: 'one' },
          { ...other, id: 'other' },
        ] as const;
        for (const { rule: about, issue } of lintRules(rules)) {
          const [wider] = rules.filter(({ id }) => issue.message.includes(`\`${id}\``));
          if (wider === undefined) throw new Error(issue.message);
          for (const world of worlds) {
            expect(instantsOf(wider, world)).toEqual(expect.arrayContaining([...instantsOf(about, world)]));
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
});
