import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letsEverythingIn } from '../../../src/core/bus/bus-clauses.ts';
import { PATTERN_CHARACTERS_MAX, patternCharacters } from '../../../src/core/bus/event-pattern.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { PATTERNS_MAX, toEventPatterns } from '../../../src/format/event-filter/to-event-patterns.ts';
import { loadRules } from '../../../src/rule-file/load-rules.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';
import { FIRST_RULES } from '../../fixtures/first-rules.ts';
import {
  awsProductArn,
  BUCKET_ARN,
  controlFinding,
  guardDutyFinding,
  inspectorFinding,
  macieFinding,
  makeFinding,
} from '../../fixtures/make-finding.ts';
import { arbitraryVersions, rulesNear } from './filter-arbitraries.ts';
import { busWith, importedEvent, meetsASignal } from './let-in.ts';

const EVERYTHING = { source: ['aws.securityhub'], 'detail-type': ['Security Hub Findings - Imported'] };

/** Nothing that the shipped rules follow relations of. */
const ABOUT_A_BUCKET = { Resources: [{ Type: 'AwsS3Bucket', Id: BUCKET_ARN }] };

const SHIPPED = (await loadRules(join(import.meta.dirname, '../../../rules'))).rules.map(({ rule }) => rule);

function patternsOf(...matches: readonly Json[]): readonly JsonObject[] {
  return toEventPatterns(matches.map((match) => makeRule([makeSignal('one', match)])));
}

function findingsOf(...matches: readonly Json[]): readonly unknown[] {
  return patternsOf(...matches).map(({ detail }) => (isJsonObject(detail) ? detail.findings : undefined));
}

const isOpenSignal = ({ match }: Signal) => match.some(letsEverythingIn);
const isOpen = ({ signals }: Rule) => signals.some(isOpenSignal);

describe('every version of a finding', () => {
  it('that meets a signal in some version passes', () => {
    const counts = { met: 0, constrained: 0, heldBack: 0 };
    const worlds = fc
      .tuple(arbitraryVersions, arbitraryVersions)
      .chain(([versions, others]) => fc.tuple(fc.constant([versions, others]), rulesNear(versions[0])));
    fc.assert(
      fc.property(worlds, ([findings, rules]) => {
        const patterns = toEventPatterns(rules);
        const isLetIn = busWith(patterns);
        for (const versions of findings) {
          const letIn = versions.filter((version) => isLetIn(importedEvent(version)));
          const isMet = versions.some((version) => meetsASignal(version, rules));
          if (isMet) expect(letIn).toHaveLength(versions.length);
          if (isMet) counts.met += 1;
          if (isMet && 'detail' in (patterns[0] ?? {})) counts.constrained += 1;
          if (letIn.length === 0) counts.heldBack += 1;
        }
      }),
      { numRuns: 4000 },
    );
    // All three happen often, or the property says nothing.
    expect(Math.min(counts.met, counts.constrained, counts.heldBack)).toBeGreaterThan(300);
  });

  it('is judged by patterns that EventBridge takes', () => {
    fc.assert(
      fc.property(
        arbitraryVersions.chain(([version]) => rulesNear(version)),
        (rules) => {
          const patterns = toEventPatterns(rules);
          for (const pattern of patterns) {
            expect(parsePattern(pattern).ok).toBe(true);
            expect(patternCharacters(pattern)).toBeLessThanOrEqual(PATTERN_CHARACTERS_MAX);
            expect(JSON.stringify(pattern)).not.toMatch(/"wildcard"|"exactly"|Normalized/);
          }
          if (rules.some(isOpen)) expect(patterns).toEqual([EVERYTHING]);
          else expect(patterns).not.toContainEqual(EVERYTHING);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the shipped rules', () => {
  const isLetIn = busWith(toEventPatterns(FIRST_RULES));

  it('all together keep to the limits, and let nobody in whom they do not know', () => {
    const patterns = toEventPatterns(SHIPPED);
    expect(patterns.length).toBeGreaterThan(0);
    expect(patterns.length).toBeLessThanOrEqual(10);
    expect(patterns).not.toContainEqual(EVERYTHING);
    for (const pattern of patterns)
      expect(patternCharacters(pattern)).toBeLessThanOrEqual(PATTERN_CHARACTERS_MAX);
  });

  it('of the beginning need one pattern', () => {
    expect(toEventPatterns(FIRST_RULES)).toEqual([
      {
        ...EVERYTHING,
        detail: {
          findings: {
            $or: [
              {
                ProductArn: [{ suffix: '::product/aws/securityhub' }],
                Compliance: {
                  SecurityControlId: ['CT.EC2.18', 'CT.EC2.9', 'EC2.18', 'EC2.9', { exists: false }],
                },
              },
              {
                ProductArn: [
                  { suffix: '::product/aws/guardduty' },
                  { suffix: '::product/aws/inspector' },
                  { suffix: '::product/aws/macie' },
                ],
              },
              { Resources: { Type: ['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsEc2SecurityGroup'] } },
            ],
          },
        },
      },
    ]);
  });

  it.each<[string, Finding, boolean]>([
    ['GuardDuty', guardDutyFinding(ABOUT_A_BUCKET), true],
    [
      'GuardDuty in China',
      guardDutyFinding({
        ProductArn: 'arn:aws-cn:securityhub:cn-north-1::product/aws/guardduty',
        ...ABOUT_A_BUCKET,
      }),
      true,
    ],
    [
      'Inspector, archived',
      inspectorFinding({ RecordState: 'ARCHIVED', Severity: { Label: 'LOW' }, ...ABOUT_A_BUCKET }),
      true,
    ],
    ['Macie, suppressed', macieFinding({ Workflow: { Status: 'SUPPRESSED' } }), true],
    ['a control of a rule', controlFinding('EC2.18', ABOUT_A_BUCKET), true],
    [
      'that control, passed',
      controlFinding('EC2.18', {
        Compliance: { Status: 'PASSED', SecurityControlId: 'EC2.18' },
        ...ABOUT_A_BUCKET,
      }),
      true,
    ],
    ['a control of no rule', controlFinding('S3.1', ABOUT_A_BUCKET), false],
    ['a control of no rule about an instance', controlFinding('SSM.1'), true],
    [
      'a control of a standard',
      controlFinding('EC2.18', {
        Compliance: { Status: 'FAILED' },
        ProductFields: { ControlId: 'EC2.18' },
        ...ABOUT_A_BUCKET,
      }),
      true,
    ],
    ['Config', makeFinding({ ProductArn: awsProductArn('config'), ...ABOUT_A_BUCKET }), false],
    ['a product of its own', makeFinding(ABOUT_A_BUCKET), false],
    ['a product of its own about an instance', makeFinding(), true],
    [
      'what only looks like GuardDuty',
      makeFinding({
        ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/aws/guardduty',
        ...ABOUT_A_BUCKET,
      }),
      false,
    ],
  ])('on %s', (_name, finding, expected) => {
    expect(isLetIn(importedEvent(finding))).toBe(expected);
  });

  it('look at nothing but imported findings', () => {
    const event = importedEvent(guardDutyFinding());
    expect(isLetIn({ ...event, 'detail-type': 'Security Hub Findings - Custom Action' })).toBe(false);
    expect(isLetIn({ ...event, source: 'acme' })).toBe(false);
  });
});

describe('a pattern', () => {
  it.each<[string, readonly Json[], readonly unknown[]]>([
    ['of no rule', [], []],
    ['that nothing can pass', [{ Normalized: { Product: [{ exists: false }] } }], []],
    [
      'for several signals about one product is one',
      [{ Normalized: { Product: ['Macie'] } }, { Normalized: { Product: ['Macie'], Severity: ['HIGH'] } }],
      [{ ProductArn: [{ suffix: '::product/aws/macie' }] }],
    ],
    [
      'for lists that differ in one member has both',
      [
        { GeneratorId: ['a'], Region: ['eu-west-1'] },
        { GeneratorId: ['b'], Region: ['eu-west-1'] },
      ],
      [{ GeneratorId: ['a', 'b'], Region: ['eu-west-1'] }],
    ],
    [
      'drops what another lets in',
      [
        { Normalized: { Product: ['Security Hub'] } },
        { Normalized: { Control: ['EC2.9'] } },
        { GeneratorId: ['ab'], Region: ['eu-west-1'] },
        { GeneratorId: [{ prefix: 'a' }] },
      ],
      [
        {
          $or: [
            { ProductArn: [{ suffix: '::product/aws/securityhub' }] },
            { GeneratorId: [{ prefix: 'a' }] },
          ],
        },
      ],
    ],
    [
      'drops what others let in only together',
      [
        { GeneratorId: ['a'], Region: ['r', 's'] },
        { GeneratorId: ['b'], Region: ['r', 's'] },
        { GeneratorId: ['a', 'b'], Region: ['r'] },
        { GeneratorId: ['b', 'c'], Region: ['s'], AwsAccountId: ['1'] },
        { GeneratorId: ['b'], Region: ['s'], AwsAccountId: ['2'] },
      ],
      [
        {
          $or: [
            { GeneratorId: ['b', 'c'], AwsAccountId: ['1'], Region: ['s'] },
            { GeneratorId: ['a', 'b'], Region: ['r', 's'] },
          ],
        },
      ],
    ],
    [
      'drops what another about the same members lets in',
      [
        { GeneratorId: ['a'], Region: ['r'] },
        { GeneratorId: ['a', 'b'], Region: ['r', 's'] },
      ],
      [{ GeneratorId: ['a', 'b'], Region: ['r', 's'] }],
    ],
    [
      'merges what has been merged',
      [
        { GeneratorId: ['a'], Region: ['r'] },
        { GeneratorId: ['a'], Region: ['s'] },
        { GeneratorId: ['b'], Region: ['r', 's'] },
      ],
      [{ GeneratorId: ['a', 'b'], Region: ['r', 's'] }],
    ],
    [
      'keeps an address whose spellings another does not let in',
      [{ GeneratorId: ['10.0.0.1'] }, { GeneratorId: [{ prefix: '10.' }] }],
      [{ GeneratorId: ['10.0.0.1', { prefix: '10.' }] }],
    ],
  ])('%s', (_name, matches, findings) => {
    expect(findingsOf(...matches)).toEqual(findings);
  });

  it('is the same whatever the order of the rules', () => {
    const rules = fc
      .array(
        arbitraryVersions.chain(([version]) => rulesNear(version)),
        { maxLength: 4 },
      )
      .map((all) => all.flat());
    fc.assert(
      fc.property(rules, (all) => {
        expect(toEventPatterns(all.toReversed())).toEqual(toEventPatterns(all));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a signal that says nothing of what never changes', () => {
  it.each<[string, Json]>([
    ['severity alone', { Severity: { Label: ['CRITICAL'] } }],
    ['every product', { Normalized: { Product: [{ exists: true }] } }],
    ['every product but one', { Normalized: { Product: [{ 'anything-but': ['Macie'] }] } }],
    ['every product of a company', { Normalized: { Product: [{ prefix: 'acme/' }] } }],
    ['findings without a control', { Normalized: { Control: ['EC2.9', { exists: false }] } }],
    ['a branch of any product', { $or: [{ Normalized: { Product: ['Macie'] } }, { Title: ['x'] }] }],
    ['a text too long for a pattern', { GeneratorId: ['x'.repeat(PATTERN_CHARACTERS_MAX)] }],
  ])('lets everything in and is named: %s', (_name, match) => {
    const open = makeSignal('open', match);
    const rule = makeRule([makeSignal('narrow', { Normalized: { Product: ['Macie'] } }), open]);
    expect(toEventPatterns([...SHIPPED, rule])).toEqual([EVERYTHING]);
    expect(rule.signals.filter(isOpenSignal)).toEqual([open]);
  });
});

describe('many rules', () => {
  function manyRules(count: number): readonly Rule[] {
    return Array.from({ length: count }, (_, index) =>
      makeRule([
        makeSignal('own', {
          Normalized: { Product: [`company-${index % 97}/scanner`] },
          GeneratorId: [`check-${index}/of-something`],
        }),
        makeSignal('control', {
          Normalized: {
            Product: ['Security Hub'],
            Control: [`${['EC2', 'S3', 'RDS', 'IAM'][index % 4]}.${index % 40}`],
          },
        }),
        makeSignal('place', {
          $or: [
            { AwsAccountId: [String(100_000_000_000 + index)] },
            { Region: ['eu-west-1'], GeneratorId: [{ prefix: `team-${index}/` }] },
          ],
        }),
      ]),
    );
  }

  it('keep to the limits, and let in no more than they must', () => {
    const patterns = toEventPatterns(manyRules(500));
    expect(patterns.length).toBeLessThanOrEqual(25);
    for (const pattern of patterns) {
      expect(patternCharacters(pattern)).toBeLessThanOrEqual(PATTERN_CHARACTERS_MAX);
      expect(parsePattern(pattern).ok).toBe(true);
    }
    const isLetIn = busWith(patterns);
    const productArn = 'arn:aws:securityhub:eu-west-1::product/company-1/scanner';
    const own = { ProductArn: productArn, GeneratorId: 'check-98/of-something' };
    expect(isLetIn(importedEvent(makeFinding(own)))).toBe(true);
    expect(isLetIn(importedEvent(makeFinding({ ...own, GeneratorId: 'check-99/of-something' })))).toBe(false);
    expect(isLetIn(importedEvent(makeFinding({ AwsAccountId: '100000000499' })))).toBe(true);
    expect(isLetIn(importedEvent(makeFinding({ AwsAccountId: '100000000500' })))).toBe(false);
    expect(isLetIn(importedEvent(makeFinding({ GeneratorId: 'team-499/x' })))).toBe(true);
    expect(isLetIn(importedEvent(makeFinding({ GeneratorId: 'team-499/x', Region: 'us-east-1' })))).toBe(
      false,
    );
  });

  it('give up members before there are too many patterns', () => {
    const rules = Array.from({ length: 1500 }, (_, index) =>
      makeRule([
        makeSignal('one', {
          Normalized: { Product: [`company-${index % 7}/scanner`] },
          GeneratorId: [`${index}`.padEnd(100, 'x')],
        }),
      ]),
    );
    const control = makeRule([makeSignal('one', { Compliance: { SecurityControlId: ['New.1'] } })]);
    const patterns = toEventPatterns([...rules, control]);
    expect(patterns.length).toBeLessThanOrEqual(PATTERNS_MAX);
    const isLetIn = busWith(patterns);
    const productArn = 'arn:aws:securityhub:eu-west-1::product/company-1/scanner';
    expect(isLetIn(importedEvent(makeFinding({ ProductArn: productArn, GeneratorId: 'any' })))).toBe(true);
    expect(isLetIn(importedEvent(makeFinding()))).toBe(false);
    expect(isLetIn(importedEvent(controlFinding('New.1')))).toBe(true);
    expect(isLetIn(importedEvent(controlFinding('New.2')))).toBe(false);
  });

  it('let everything in where even that is not enough', () => {
    const rules = Array.from({ length: 3000 }, (_, index) =>
      makeRule([makeSignal('one', { GeneratorId: [`${index}`.padEnd(100, 'x')] })]),
    );
    expect(toEventPatterns(rules)).toEqual([EVERYTHING]);
  });
});
