import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBoundaryCases } from '../../src/case-file/boundary/run-boundary-cases.ts';
import { runMutants } from '../../src/case-file/mutant/run-mutants.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import { replayOf } from '../../src/cli/test/replay-case.ts';
import type { Json } from '../../src/core/json.ts';
import { digest } from '../../src/digest.ts';
import { makeRule } from './make-suite.ts';

const RULE = makeRule(`within: 365d
signals:
  threat: { match: { Normalized: { Product: [GuardDuty] } }, count: 2, distinct: Title }
  cve: { match: [{ Normalized: { Product: [Inspector] } }, { $or: [{ Region: [x] }, { Title: [{ wildcard: '*' }] }] }] }
  open-group: { on: securityGroup, match: { Id: [{ exists: true }] } }
unless:
  drill: { match: { Title: [drill] } }
any: { atLeast: 1, of: [cve, open-group] }
order: [threat, cve]
`);

const instant = fc.constantFrom<Json>(
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01 00:00:00+14:00',
  'yesterday',
  7,
  null,
  ['2026-01-01T00:00:00Z'],
);

const id = fc.constantFrom<Json>(
  'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
  'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1',
  'i-1',
  'null',
  '',
  'x'.repeat(1300),
  { __proto__: null, toString: 'x' },
);

const resources = fc.oneof(
  fc.array(fc.record({ Type: fc.constantFrom<Json>('AwsEc2Instance', 'AwsEc2SecurityGroup', 7), Id: id }), {
    maxLength: 4,
  }),
  fc.constantFrom<Json>(null, 'x', [null], [[]]),
);

const finding = fc.record({
  Id: fc.constantFrom('a', 'b', 'constructor', '__proto__'),
  ProductArn: fc
    .constantFrom('guardduty', 'inspector', 'x\ny')
    .map((name) => `arn:aws:securityhub:r::product/aws/${name}`),
  UpdatedAt: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'),
    },
    instant,
  ),
  FirstObservedAt: instant,
  LastObservedAt: instant,
  Title: fc.constantFrom<Json>('one', 'two', 'drill', '', ['one', ['two']], 7),
  Resources: resources,
});

/** What opens an incident together, as long as nothing hostile is in the way. */
const OPENING = ['one', 'two'].map((title) => ({
  Id: `opening-${title}`,
  ProductArn: 'arn:aws:securityhub:r::product/aws/guardduty',
  UpdatedAt: '2026-01-01T00:00:00Z',
  Title: title,
  Resources: [{ Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1' }],
}));

describe('hostile findings in a case', () => {
  it('never make boundary cases or mutants throw, or come out otherwise than the meaning says', async () => {
    let opened = 0;
    const property = fc.asyncProperty(fc.array(finding, { maxLength: 5 }), async (findings) => {
      const given = [...OPENING, ...findings];
      const world = Object.fromEntries(given.map((each, index) => [`f-${index}`, { finding: each }]));
      const cases = [
        {
          name: 'x',
          given: Object.keys(world),
          expect: [{ open: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1' }],
        },
      ];
      const read = readCaseFile(JSON.stringify({ world, cases }), 'cases.yaml');
      if (!read.ok) return;
      const replay = replayOf(RULE);
      const { results } = await runBoundaryCases(RULE, read.value, new Set(), replay, digest);
      const failed = results.filter(({ differences }) => differences.length > 0).map(({ name }) => name);
      expect(failed.filter((name) => name !== 'the newest versions alone')).toEqual([]);
      if (failed.length === 0) opened += 1;
      await runMutants(RULE, read.value, replayOf);
    });
    await fc.assert(property, { numRuns: 200 });
    expect(opened).toBeGreaterThan(30);
  });
});
