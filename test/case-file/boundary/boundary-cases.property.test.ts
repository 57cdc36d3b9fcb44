import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBoundaryCases } from '../../../src/case-file/boundary/run-boundary-cases.ts';
import type { LiteralFinding, RuleCase } from '../../../src/case-file/case-file.ts';
import { expandCase } from '../../../src/case-file/expand-case.ts';
import { CASE_START, caseTime } from '../../../src/case-file/expand-finding.ts';
import { replayOf } from '../../../src/cli/test/replay-case.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';
import type { Delivery } from '../../core/correlation/oracle.ts';
import { deliveries, rules } from '../../core/correlation/random-world.ts';
import { makeRule } from '../make-suite.ts';

interface World {
  readonly rule: Rule;
  readonly arrivals: readonly Delivery[];
}

/** Findings of every shape, on entities of several types, some related; few of them meet several signals. */
const wideWorld: fc.Arbitrary<World> = fc
  .tuple(deliveries, rules)
  .chain(([arrivals, drawn]) => fc.constantFrom(...drawn).map((rule) => ({ rule, arrivals })));

const MINUTE_MS = 60_000;

const signal = fc.record({
  role: fc.constantFrom<Signal['role']>(
    'required',
    'required',
    'required',
    'any',
    'any',
    'unless',
    'optional',
  ),
  count: fc.constantFrom(1, 1, 2),
  hasValues: fc.boolean(),
  kind: fc.constantFrom<'activity' | 'condition'>('activity', 'activity', 'condition'),
});

const finding = fc.record({
  signal: fc.nat(3),
  from: fc.nat(20),
  length: fc.nat(4),
  value: fc.constantFrom(['a'], ['b'], ['a', 'b'], ['c']),
});

/** Findings that are evidence for one signal each, all on one instance and near each other. */
const denseWorld: fc.Arbitrary<World> = fc
  .record({
    signals: fc.array(signal, { minLength: 2, maxLength: 4 }),
    findings: fc.array(finding, { minLength: 4, maxLength: 12 }),
    within: fc.integer({ min: 1, max: 20 }),
    isOrdered: fc.boolean(),
  })
  .map((drawn) => {
    const signals = drawn.signals.map(({ role, count, hasValues, kind }, index): Signal => {
      return {
        name: `signal-${index}`,
        role: index === 0 ? 'required' : role,
        match: [{ json: { GeneratorId: [`${index}`] } }],
        count,
        kind,
        ...(hasValues && { distinct: ['Values'] }),
      };
    });
    const of = signals.filter(({ role }) => role === 'any').map(({ name }) => name);
    const order = signals.filter(({ role }) => role === 'required' || role === 'any').map(({ name }) => name);
    const rule: Rule = {
      ...makeRule('within: 1s\nsignals: { one: { match: { Region: [y] } } }\n'),
      withinMs: drawn.within * MINUTE_MS,
      signals,
      ...(of.length > 0 && { any: { atLeast: Math.max(1, of.length - 1), of } }),
      ...(drawn.isOrdered && order.length > 1 && { order }),
    };
    return { rule, arrivals: drawn.findings.map(toDelivery) };
  });

type Drawn = typeof finding extends fc.Arbitrary<infer T> ? T : never;

function toDelivery({ signal: index, from, length, value }: Drawn, id: number): Delivery {
  const [first, last] = [caseTime(from * MINUTE_MS), caseTime((from + length) * MINUTE_MS)];
  return {
    finding: {
      Id: `finding-${id}`,
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
      GeneratorId: `${index}`,
      FirstObservedAt: first,
      LastObservedAt: last,
      UpdatedAt: last,
      Values: value,
      Resources: [{ Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0' }],
    },
  };
}

function toCase(arrivals: readonly Delivery[]): RuleCase {
  const given = arrivals.map(({ finding: value, time }, index): LiteralFinding => {
    const literal = { form: 'literal', name: `finding-${index}`, finding: value } as const;
    return time === undefined ? literal : { ...literal, atMs: Date.parse(time) - Date.parse(CASE_START) };
  });
  return { name: 'random', position: { line: 1, column: 1 }, given, expect: [] };
}

/** The case with the open incidents that its rule leads to. */
async function expectingWhatComes({ rule, arrivals }: World): Promise<RuleCase> {
  const ruleCase = toCase(arrivals);
  const incidents = await replayOf(rule)(expandCase(ruleCase));
  const open = incidents.filter(({ status }) => status === 'open');
  return {
    ...ruleCase,
    expect: open.map(({ entity: { key } }) => ({
      status: 'open',
      entity: key,
      entityName: key,
      evidence: {},
    })),
  };
}

describe('boundary cases of random worlds', () => {
  it.each<[string, fc.Arbitrary<World>, number, readonly string[]]>([
    ['wide', wideWorld, 500, ['without', 'withdrawn', 'another']],
    [
      'dense',
      denseWorld,
      400,
      ['without', 'withdrawn', 'another', 'any', 'after', 'before', 'swapped', 'together'],
    ],
  ])(
    '%s: come out as the meaning says, whatever the rule and the findings are',
    async (_name, world, numRuns, kinds) => {
      const made = new Map<string, number>();
      const property = fc.asyncProperty(world, async (drawn) => {
        const cases = [await expectingWhatComes(drawn)];
        const caseFile = { file: 'cases.yaml', cases, survivors: [], warnings: [] };
        const replay = replayOf(drawn.rule);
        const { results } = await runBoundaryCases(drawn.rule, caseFile, new Set(), replay, digest);
        expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
        for (const { name } of results)
          for (const kind of kinds) if (name.includes(kind)) made.set(kind, (made.get(kind) ?? 0) + 1);
      });
      await fc.assert(property, { numRuns });
      expect(kinds.filter((kind) => (made.get(kind) ?? 0) < 10)).toEqual([]);
    },
  );
});
