import { describe, expect, it } from 'vitest';
import { controlOf } from '../../../src/core/finding/control-of.ts';
import { awsProductArn, type FindingOverrides, makeFinding } from '../../fixtures/make-finding.ts';

const CIS_12 = 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0';
const STANDARDS = 'arn:aws:securityhub:::standards';

describe('controlOf', () => {
  it.each<[string, FindingOverrides, string | undefined]>([
    [
      'a consolidated finding',
      { GeneratorId: 'security-control/EC2.9', Compliance: { SecurityControlId: 'EC2.9' } },
      'EC2.9',
    ],
    ['a consolidated finding by its generator alone', { GeneratorId: 'security-control/EC2.18' }, 'EC2.18'],
    [
      'the control before the number of a standard',
      { ...cis('4.1'), Compliance: { SecurityControlId: 'EC2.9' } },
      'EC2.9',
    ],
    ['FSBP', classic('aws-foundational-security-best-practices/v/1.0.0', 'S3.8'), 'S3.8'],
    [
      'FSBP by its generator alone',
      { GeneratorId: 'aws-foundational-security-best-practices/v/1.0.0/EC2.9' },
      'EC2.9',
    ],
    ['a renamed control', classic('aws-foundational-security-best-practices/v/1.0.0', 'ELBv2.1'), 'ELB.1'],
    ['NIST', classic('nist-800-53/v/5.0.0', 'CloudTrail.2'), 'CloudTrail.2'],
    ['PCI DSS', classic('pci-dss/v/3.2.1', 'PCI.S3.1'), 'S3.3'],
    ['PCI DSS by its generator alone', { GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.1' }, 'S3.3'],
    ['CIS 1.2', cis('4.3'), 'EC2.2'],
    ['CIS 1.2 by its generator alone', { GeneratorId: `${CIS_12}/rule/4.3` }, 'EC2.2'],
    ['CIS 1.2 without a generator', { ProductFields: { RuleId: '4.3', StandardsGuideArn: CIS_12 } }, 'EC2.2'],
    ['CIS 1.4', classic('cis-aws-foundations-benchmark/v/1.4.0', '3.7'), 'CloudTrail.2'],
    [
      'CIS 1.4 by its standard',
      {
        ProductFields: {
          ControlId: '3.7',
          StandardsArn: `${STANDARDS}/cis-aws-foundations-benchmark/v/1.4.0`,
        },
      },
      'CloudTrail.2',
    ],
    [
      'a CIS requirement without a row',
      { GeneratorId: 'cis-aws-foundations-benchmark/v/9.9.9/1.2.3' },
      'CIS/9.9.9/1.2.3',
    ],
    [
      'Control Tower',
      {
        GeneratorId: 'service-managed-aws-control-tower/v/1.0.0/CloudTrail.2',
        ProductFields: { ControlId: 'CT.CloudTrail.2' },
      },
      'CloudTrail.2',
    ],
    ['a control newer than the table', { GeneratorId: 'security-control/Quantum.1' }, 'Quantum.1'],
    ['a number without a standard', { ProductFields: { RuleId: '4.3' } }, undefined],
    ['a number of an unknown standard', { GeneratorId: 'some-standard/v/1/4.3' }, undefined],
    [
      'a generator of no control',
      { GeneratorId: 'arn:aws:securityhub:eu-west-1::something/else' },
      undefined,
    ],
    ['nothing', { GeneratorId: undefined, ProductFields: undefined, Compliance: undefined }, undefined],
    ['an empty control', { GeneratorId: 'x', Compliance: { SecurityControlId: '' } }, undefined],
    [
      'members of the wrong type',
      { GeneratorId: 7, ProductFields: ['EC2.9'], Compliance: 'EC2.9' },
      undefined,
    ],
    ['a gigantic id', { GeneratorId: `security-control/EC2.${'9'.repeat(100_000)}` }, undefined],
    ['a control with a path in it', { GeneratorId: 'security-control/../EC2.9 OR 1' }, undefined],
  ])('reads %s', (_, overrides, control) => {
    expect(
      controlOf(makeFinding({ ProductArn: awsProductArn('securityhub'), GeneratorId: 'x', ...overrides })),
    ).toBe(control);
  });

  it.each([['config'], ['guardduty'], ['inspector']])('%s has no controls', (product) => {
    const finding = makeFinding({
      ProductArn: awsProductArn(product),
      GeneratorId: 'security-control/EC2.9',
      Compliance: { SecurityControlId: 'EC2.9' },
    });
    expect(controlOf(finding)).toBeUndefined();
  });
});

function classic(standard: string, control: string): FindingOverrides {
  return {
    GeneratorId: `${standard}/${control}`,
    ProductFields: { ControlId: control, StandardsArn: `${STANDARDS}/${standard}` },
  };
}

function cis(rule: string): FindingOverrides {
  return {
    GeneratorId: `${CIS_12}/rule/${rule}`,
    ProductFields: { RuleId: rule, StandardsGuideArn: CIS_12 },
  };
}
