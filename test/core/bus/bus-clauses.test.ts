import { describe, expect, it } from 'vitest';
import { letsEverythingIn, toBusClauses } from '../../../src/core/bus/bus-clauses.ts';
import { AWS_PRODUCTS, productOf } from '../../../src/core/finding/product-of.ts';
import type { Json } from '../../../src/core/json.ts';
import { makePattern } from '../rule/make-rule.ts';

function clausesOf(json: Json): readonly Json[] {
  return toBusClauses(makePattern(json)).map((clause) => Object.fromEntries(clause));
}

const SECURITY_HUB = [{ suffix: '::product/aws/securityhub' }];

describe('a product', () => {
  it.each([...AWS_PRODUCTS])('%s is told by the end of its ARN', (product, name) => {
    const [clause] = clausesOf({ Normalized: { Product: [name] } });
    const suffix = `::product/${product}`;
    expect(clause).toEqual({ ProductArn: expect.arrayContaining([{ suffix }]) });
    expect(productOf(`arn:aws-us-gov:securityhub:us-gov-west-1${suffix}`)).toBe(name);
  });

  it.each<[string, readonly Json[], readonly Json[]]>([
    [
      'with two ARNs',
      ['IoT Device Defender'],
      [
        { suffix: '::product/aws/iot-device-defender-audit' },
        { suffix: '::product/aws/iot-device-defender-detect' },
      ],
    ],
    ['of a company', ['acme/scanner'], [{ suffix: ':product/acme/scanner' }]],
    [
      'by the beginning and end of its name',
      ['Macie', { suffix: '/scanner' }],
      [{ suffix: '::product/aws/macie' }, { suffix: '/scanner' }],
    ],
    [
      'in any case',
      [{ 'equals-ignore-case': 'ACME/scanner' }, { 'equals-ignore-case': 'MACIE' }],
      [{ suffix: '::product/aws/macie' }, { suffix: { 'equals-ignore-case': ':product/ACME/scanner' } }],
    ],
    ['by a wildcard that is none', [{ wildcard: 'acme/scanner' }], [{ suffix: ':product/acme/scanner' }]],
    ['by the end of a wildcard', [{ wildcard: '*/scanner' }], [{ suffix: '/scanner' }]],
    [
      'among values that no product is',
      ['Macie', 5, { cidr: '10.0.0.0/8' }, { exists: false }],
      [{ suffix: '::product/aws/macie' }],
    ],
  ])('%s', (_name, matchers, expected) => {
    expect(clausesOf({ Normalized: { Product: matchers } })).toEqual([{ ProductArn: expected }]);
  });

  it.each<[string, readonly Json[]]>([
    ['one that no ARN names', ['unknown/unknown']],
    ['a beginning', [{ prefix: 'acme/' }]],
    ['a beginning, as a wildcard', [{ wildcard: 'acme/*' }]],
    ['all but one', [{ 'anything-but': 'Macie' }]],
    ['all but those of a company', [{ 'anything-but': { prefix: 'acme/' } }]],
    ['all but one and what no ARN names', [{ 'anything-but': ['Macie', 'unknown/unknown'] }]],
    ['spellings that are not ASCII', [{ 'equals-ignore-case': 'straße/ß' }]],
    ['one beside them', ['Macie', { prefix: 'acme/' }]],
  ])('cannot be told: %s', (_name, matchers) => {
    expect(clausesOf({ Normalized: { Product: matchers } })).toEqual([{}]);
  });
});

describe('a control', () => {
  it.each<[string, readonly Json[], readonly Json[]]>([
    ['without former ids', ['ACM.2'], ['ACM.2']],
    ['with former ids', ['ELB.1'], expect.arrayContaining(['ELB.1', 'ELBv2.1', 'CT.ELBv2.1'])],
    ['beside one of its former ids', ['PCI.S3.1', 'S3.3'], ['S3.3', 'PCI.S3.1', 'CT.S3.3']],
    ['that is not known', ['New.1'], ['New.1']],
    ['by a beginning', [{ prefix: 'ELB.' }], expect.arrayContaining([{ prefix: 'ELB.' }, 'ELBv2.1'])],
    ['all but a former id', [{ 'anything-but': ['ELBv2.1'] }], [{ 'anything-but': ['ELBv2.1'] }, 'ELBv2.1']],
  ])('%s', (_name, matchers, ids) => {
    const clauses = clausesOf({ Normalized: { Control: matchers } });
    expect(clauses).toHaveLength(1);
    const [clause] = clauses as [{ ProductArn: Json; 'Compliance.SecurityControlId': readonly Json[] }];
    expect(clause.ProductArn).toEqual(SECURITY_HUB);
    expect(clause['Compliance.SecurityControlId'].slice(0, -1)).toEqual(ids);
    expect(clause['Compliance.SecurityControlId'].at(-1)).toEqual({ exists: false });
  });

  it('of any id is any finding of Security Hub', () => {
    expect(clausesOf({ Normalized: { Control: [{ exists: true }] } })).toEqual([
      { ProductArn: SECURITY_HUB },
    ]);
    expect(clausesOf({ Normalized: { Control: [{ wildcard: '*.*1*' }] } })).toEqual([
      { ProductArn: SECURITY_HUB },
    ]);
  });

  it.each<[string, Json]>([
    ['has no former id', { Normalized: { Control: ['ELBv2.1'] } }],
    ['is no number', { Normalized: { Control: [5] } }],
    ['and no product', { Normalized: { Control: ['EC2.9'], Product: ['no-company'] } }],
  ])('%s', (_name, json) => {
    expect(clausesOf(json)).toEqual([]);
  });

  it('is told by SecurityControlId where that must be there', () => {
    const compliance = { SecurityControlId: [{ exists: true }] };
    expect(clausesOf({ Compliance: compliance })).toEqual([
      { 'Compliance.SecurityControlId': [{ exists: true }] },
    ]);
  });

  it('may be absent, which says nothing', () => {
    expect(clausesOf({ Normalized: { Control: ['EC2.9', { exists: false }] } })).toEqual([{}]);
  });
});

describe('members that the bus has', () => {
  it.each<[string, Json, readonly Json[]]>([
    [
      'are kept, others are not',
      { Region: ['a'], Title: ['b'], Workflow: { Status: ['NEW'] } },
      [{ Region: ['a'] }],
    ],
    [
      'are alternatives in $or',
      { AwsAccountId: ['1'], $or: [{ Region: ['a'] }, { GeneratorId: [{ prefix: 'b' }] }] },
      [
        { AwsAccountId: ['1'], Region: ['a'] },
        { AwsAccountId: ['1'], GeneratorId: [{ prefix: 'b' }] },
      ],
    ],
    [
      'with a whole ARN say more than a product',
      { ProductArn: ['arn'], Normalized: { Product: ['Macie'] } },
      [{ ProductArn: ['arn'] }],
    ],
    [
      'with part of an ARN say less',
      { ProductArn: [{ prefix: 'arn:' }], Normalized: { Product: ['Macie'] } },
      [{ ProductArn: [{ suffix: '::product/aws/macie' }] }],
    ],
    [
      'say SecurityControlId themselves',
      { Compliance: { SecurityControlId: ['EC2.9'] }, Normalized: { Control: ['EC2.9'] } },
      [{ ProductArn: SECURITY_HUB, 'Compliance.SecurityControlId': ['EC2.9'] }],
    ],
    [
      'lose their stars',
      { GeneratorId: [{ wildcard: 'a*b' }, { wildcard: '*c' }, { wildcard: 'x\\*y' }] },
      [{ GeneratorId: [{ prefix: 'a' }, { suffix: 'c' }, 'x*y'] }],
    ],
    [
      'lose a star that says nothing',
      { Region: ['a'], GeneratorId: [{ wildcard: '*b*' }] },
      [{ Region: ['a'] }],
    ],
    [
      'lose all-but a wildcard',
      { Region: ['a'], GeneratorId: [{ 'anything-but': { wildcard: 'b*' } }] },
      [{ Region: ['a'] }],
    ],
    [
      'say nothing by being there',
      { Region: ['a'], GeneratorId: ['b', { exists: true }] },
      [{ Region: ['a'] }],
    ],
    ['are spelled as EventBridge spells them', { Region: [{ exactly: 'a' }] }, [{ Region: ['a'] }]],
    [
      'lose what is too long for a pattern',
      { Region: ['a'], GeneratorId: ['x'.repeat(2000)] },
      [{ Region: ['a'] }],
    ],
  ])('%s', (_name, json, clauses) => {
    expect(clausesOf(json)).toEqual(clauses);
  });

  it('are asked for by patterns that do not let everything in', () => {
    expect(letsEverythingIn(makePattern({ Region: ['a'] }))).toBe(false);
    expect(letsEverythingIn(makePattern({ Title: ['a'] }))).toBe(true);
    expect(letsEverythingIn(makePattern({ $or: [{ Region: ['a'] }, { Region: ['b'], Title: ['a'] }] }))).toBe(
      false,
    );
    expect(
      letsEverythingIn(
        makePattern({ $or: [{ Region: ['a'] }, { Normalized: { Product: [{ exists: true }] } }] }),
      ),
    ).toBe(true);
  });
});
