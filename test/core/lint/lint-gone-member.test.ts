import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

function askFor(controls: string): string {
  return `ask for the control, \`Normalized: { Control: [${controls}] }\`, which every feed has`;
}

describe('what consolidated control findings do not have', () => {
  it.each<[string, Json, string]>([
    [
      'ControlId',
      { ProductFields: { ControlId: ['EC2.18', 'PCI.S3.1'] } },
      `ProductFields/ControlId | ${askFor('EC2.18, S3.3')}`,
    ],
    ['RuleId', { ProductFields: { RuleId: ['4.3'] } }, `ProductFields/RuleId | ${askFor('EC2.18')}`],
    [
      'StandardsArn',
      { ProductFields: { StandardsArn: [{ exists: true }] } },
      `ProductFields/StandardsArn | ${askFor('EC2.18')}`,
    ],
    [
      'StandardsControlArn',
      { ProductFields: { StandardsControlArn: [{ suffix: '/EC2.9' }] } },
      `ProductFields/StandardsControlArn | ${askFor('EC2.18')}`,
    ],
    [
      'RecommendationUrl',
      { ProductFields: { RecommendationUrl: ['https://example.com'] } },
      `ProductFields/RecommendationUrl | ${askFor('EC2.18')}`,
    ],
    [
      'a generator of a standard',
      { GeneratorId: ['x', 'aws-foundational-security-best-practices/v/1.0.0/EC2.9'] },
      `GeneratorId/1 | ${askFor('EC2.9')}`,
    ],
    [
      'a generator of CIS',
      { GeneratorId: ['arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.3'] },
      `GeneratorId/0 | ${askFor('EC2.2')}`,
    ],
    [
      'generators of PCI DSS',
      { GeneratorId: [{ prefix: 'pci-dss/v/3.2.1/' }] },
      `GeneratorId/0 | ${askFor('EC2.18')}`,
    ],
    [
      'types of a standard',
      {
        Types: [
          'Software and Configuration Checks/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices',
        ],
      },
      'Types/0 | leave the type away, and ask for the control in `Normalized.Control`, which every feed has',
    ],
    [
      'the end of such a type',
      { Types: ['TTPs', { suffix: 'AWS-Foundational-Security-Best-Practices' }] },
      'Types/1 | leave the type away, and ask for the control in `Normalized.Control`, which every feed has',
    ],
    ['a title with the control', { Title: [{ prefix: 'S3.2 ' }] }, `Title/0 | ${askFor('S3.2')}`],
  ])('%s', (_name, pattern, expected) => {
    expect(lintOne('lint/gone-member', pattern).map(inShort)).toEqual([`warning ${expected}`]);
  });

  it.each<[string, Json]>([
    ['the generator of today', { GeneratorId: ['security-control/EC2.9'] }],
    ['another field', { ProductFields: { 'aws/inspector/ProductVersion': ['2'] } }],
    ['the type of today', { Types: ['Software and Configuration Checks/Industry and Regulatory Standards'] }],
    ['another title', { Title: ['S3.2000 is no control', 'S3 general purpose buckets …'] }],
    ['its absence', { ProductFields: { ControlId: [{ exists: false }] } }],
    [
      'the same of another product',
      { Normalized: { Product: ['acme/scanner'] }, ProductFields: { RuleId: ['4'] } },
    ],
  ])('%s is fine', (_name, pattern) => expect(lintOne('lint/gone-member', pattern)).toEqual([]));
});
