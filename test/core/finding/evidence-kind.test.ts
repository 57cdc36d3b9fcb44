import { describe, expect, it } from 'vitest';
import { evidenceKindOf } from '../../../src/core/finding/evidence-kind.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { awsProductArn, makeFinding } from '../../fixtures/make-finding.ts';

describe('evidenceKindOf', () => {
  it.each([
    ['guardduty', 'activity'],
    ['health', 'activity'],
    ['securityhub', 'condition'],
    ['inspector', 'condition'],
    ['macie', 'condition'],
    ['config', 'condition'],
    ['access-analyzer', 'condition'],
    ['ssm-patch-manager', 'condition'],
    ['firewall-manager', 'condition'],
  ])('%s is %s, whatever the type', (product, kind) => {
    for (const type of ['TTPs/Discovery', 'Software and Configuration Checks']) {
      const finding = makeFinding({ ProductArn: awsProductArn(product), Types: [type] });
      expect(evidenceKindOf(normalizeFinding(finding))).toBe(kind);
    }
  });

  it.each([
    [['TTPs/Discovery/Recon:EC2-Portscan'], 'activity'],
    [['TTPs'], 'activity'],
    [['Effects/Data Exposure'], 'activity'],
    [['Unusual Behaviors/User'], 'activity'],
    [['Software and Configuration Checks', 'TTPs'], 'activity'],
    [['Software and Configuration Checks/Vulnerabilities/CVE'], 'condition'],
    [['Sensitive Data Identifications/PII'], 'condition'],
    [['TTPs and others'], 'condition'],
    [[''], 'condition'],
  ])('another product with %j is %s', (types, kind) => {
    expect(evidenceKindOf(normalizeFinding(makeFinding({ Types: types })))).toBe(kind);
  });

  it('another product without types is a condition', () => {
    const finding = makeFinding({ Types: undefined, FindingProviderFields: undefined });
    expect(evidenceKindOf(normalizeFinding(finding))).toBe('condition');
  });
});
