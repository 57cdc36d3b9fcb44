import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFinding } from '../../../src/core/finding/check-finding.ts';
import { evidenceKindOf } from '../../../src/core/finding/evidence-kind.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { intervalOf } from '../../../src/core/finding/interval.ts';
import { isSample } from '../../../src/core/finding/is-sample.ts';
import { normalizedIdentity, normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { versionOrder } from '../../../src/core/finding/version-order.ts';
import { withdrawalOf } from '../../../src/core/finding/withdrawal.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import {
  awsProductArn,
  controlFinding,
  type FindingOverrides,
  guardDutyFinding,
  inspectorFinding,
  macieFinding,
  makeFinding,
} from '../../fixtures/make-finding.ts';

describe('normalizeFinding', () => {
  it.each<[string, Finding, JsonObject]>([
    [
      'GuardDuty',
      guardDutyFinding(),
      { Product: 'GuardDuty', Type: ['Backdoor:EC2/C&CActivity.B!DNS'], Vulnerability: [], Severity: 'HIGH' },
    ],
    [
      'Inspector',
      inspectorFinding(),
      {
        Product: 'Inspector',
        Type: ['Software and Configuration Checks/Vulnerabilities/CVE'],
        Vulnerability: ['CVE-2024-3094'],
        Severity: 'CRITICAL',
      },
    ],
    [
      'Macie',
      macieFinding(),
      { Product: 'Macie', Type: ['SensitiveData:S3Object/Credentials'], Vulnerability: [], Severity: 'HIGH' },
    ],
    [
      'a control',
      controlFinding('EC2.18'),
      {
        Product: 'Security Hub',
        Type: ['Software and Configuration Checks/Industry and Regulatory Standards'],
        Vulnerability: [],
        Control: 'EC2.18',
        Severity: 'HIGH',
      },
    ],
    [
      'a product of the account',
      makeFinding(),
      {
        Product: '111122223333/default',
        Type: ['Software and Configuration Checks'],
        Vulnerability: [],
        Severity: 'MEDIUM',
      },
    ],
  ])('says what %s says', (_, finding, normalized) => {
    const result = normalizeFinding(finding);
    expect(result.Normalized).toStrictEqual(normalized);
    expect(result).toStrictEqual({ ...finding, Normalized: normalized });
  });

  it.each<[string, Finding, JsonObject]>([
    ['a control', controlFinding('EC2.18'), { Product: 'Security Hub', Control: 'EC2.18' }],
    ['GuardDuty', guardDutyFinding({ Normalized: { Control: 'EC2.9' } }), { Product: 'GuardDuty' }],
    ['a product of the account', makeFinding(), { Product: '111122223333/default' }],
  ])('has an identity of %s beforehand', (_, finding, identity) => {
    expect(normalizedIdentity(finding)).toStrictEqual(identity);
    expect(normalizeFinding(finding).Normalized).toMatchObject(identity);
  });

  it('replaces a Normalized that came in and leaves its input alone', () => {
    const finding = guardDutyFinding({ Normalized: { Product: 'Macie', Control: 'EC2.9' } });
    const before = structuredClone(finding);
    const { Normalized } = normalizeFinding(finding);
    expect(Normalized).toMatchObject({ Product: 'GuardDuty' });
    expect(Normalized).not.toHaveProperty('Control');
    expect(finding).toStrictEqual(before);
  });

  it('keeps an own __proto__ member a member', () => {
    const text = JSON.stringify(guardDutyFinding()).replace(
      '{',
      '{"__proto__":{"Sample":true,"RecordState":"ARCHIVED"},',
    );
    const finding = JSON.parse(text) as Finding;
    const result = normalizeFinding(finding);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.hasOwn(result, '__proto__')).toBe(true);
    expect(isSample(result)).toBe(false);
    expect(withdrawalOf(result)).toBeUndefined();
  });

  it.each<[string, FindingOverrides]>([
    ['ProductName', { ProductName: 'GuardDuty', CompanyName: 'Amazon' }],
    ['ProductFields', { ProductFields: { 'aws/securityhub/ProductName': 'GuardDuty' } }],
    ['GeneratorId', { GeneratorId: 'arn:aws:guardduty:eu-west-1:111122223333:detector/0123' }],
    ['Types', { Types: ['TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS'] }],
    ['Normalized', { Normalized: { Product: 'GuardDuty', Type: ['Backdoor:EC2/C&CActivity.B!DNS'] } }],
    [
      'an account in the ProductArn',
      { ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/aws/guardduty' },
    ],
  ])('makes no GuardDuty finding of a forged %s', (_, overrides) => {
    const { Normalized } = normalizeFinding(makeFinding(overrides));
    expect(Normalized.Product).not.toBe('GuardDuty');
    expect(Normalized.Type).not.toContain('Backdoor:EC2/C&CActivity.B!DNS');
  });

  it.each<[string, FindingOverrides, readonly string[]]>([
    [
      'one native type for two spellings',
      {
        Types: [
          'TTPs/Persistence/Persistence:IAMUser-NetworkPermissions',
          'Unusual Behaviors/User/Persistence:IAMUser-NetworkPermissions',
        ],
      },
      ['Persistence:IAMUser/NetworkPermissions'],
    ],
    [
      'the top-level types rather than the provider’s',
      { Types: ['TTPs/Discovery/Recon:EC2-Portscan'] },
      ['Recon:EC2/Portscan'],
    ],
    ['the provider’s types where there are none', { Types: undefined }, ['Backdoor:EC2/C&CActivity.B!DNS']],
    ['the provider’s types where the list is empty', { Types: [] }, ['Backdoor:EC2/C&CActivity.B!DNS']],
    ['the provider’s types where none is text', { Types: [1, null] }, ['Backdoor:EC2/C&CActivity.B!DNS']],
    [
      'types among other things',
      { Types: [1, 'TTPs/Discovery/Recon:EC2-Portscan', {}] },
      ['Recon:EC2/Portscan'],
    ],
    ['no types', { Types: 'TTPs', FindingProviderFields: [] }, []],
  ])('takes %s', (_, overrides, types) => {
    expect(normalizeFinding(guardDutyFinding(overrides)).Normalized.Type).toStrictEqual(types);
  });

  it.each([
    ['Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal', 'SensitiveData:S3Object/Personal'],
    ['Sensitive Data Identifications/PII/SensitiveData:S3Object-Multiple', 'SensitiveData:S3Object/Multiple'],
    [
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-CustomIdentifier',
      'SensitiveData:S3Object/CustomIdentifier',
    ],
    [
      'Sensitive Data Identifications/Financial/SensitiveData:S3Object-Financial',
      'SensitiveData:S3Object/Financial',
    ],
    [
      'Sensitive Data Identifications/Passwords/SensitiveData:S3Object-Credentials',
      'SensitiveData:S3Object/Credentials',
    ],
    ['Effects/Data Exposure/Policy:IAMUser-S3BucketPublic', 'Policy:IAMUser/S3BucketPublic'],
    [
      'Software and Configuration Checks/AWS Security Best Practices/Policy:IAMUser-S3BlockPublicAccessDisabled',
      'Policy:IAMUser/S3BlockPublicAccessDisabled',
    ],
    ['SensitiveData:S3Object/Personal', 'SensitiveData:S3Object/Personal'],
    ['Sensitive Data Identifications', 'Sensitive Data Identifications'],
  ])('reads the Macie type %s as %s', (type, native) => {
    expect(normalizeFinding(macieFinding({ Types: [type] })).Normalized.Type).toStrictEqual([native]);
    const other = makeFinding({ Types: [type] });
    expect(normalizeFinding(other).Normalized.Type).toStrictEqual([type]);
  });

  it.each<[string, FindingOverrides, string | undefined]>([
    ['the label', { Severity: { Label: 'LOW', Normalized: 90 } }, 'LOW'],
    ['the number 0', { Severity: { Normalized: 0 } }, 'INFORMATIONAL'],
    ['the number 1', { Severity: { Normalized: 1 } }, 'LOW'],
    ['the number 39', { Severity: { Normalized: 39 } }, 'LOW'],
    ['the number 40', { Severity: { Normalized: 40 } }, 'MEDIUM'],
    ['the number 69', { Severity: { Normalized: 69 } }, 'MEDIUM'],
    ['the number 70', { Severity: { Normalized: 70 } }, 'HIGH'],
    ['the number 89', { Severity: { Normalized: 89 } }, 'HIGH'],
    ['the number 90', { Severity: { Normalized: 90 } }, 'CRITICAL'],
    ['the number 100', { Severity: { Normalized: 100 } }, 'CRITICAL'],
    ['the number behind an unknown label', { Severity: { Label: 'UNTRIAGED', Normalized: 70 } }, 'HIGH'],
    ['the provider where there is no severity', { Severity: undefined }, 'MEDIUM'],
    ['the provider where the number is none of ASFF', { Severity: { Normalized: 101 } }, 'MEDIUM'],
    ['the provider where the number is text', { Severity: { Normalized: '90' } }, 'MEDIUM'],
    ['the provider rather than the product', { Severity: { Product: 9 } }, 'MEDIUM'],
    ['none where nothing can be read', { Severity: 'HIGH', FindingProviderFields: null }, undefined],
    ['none in lower case', { Severity: { Label: 'high' }, FindingProviderFields: {} }, undefined],
  ])('takes the severity from %s', (_, overrides, severity) => {
    expect(normalizeFinding(makeFinding(overrides)).Normalized.Severity).toBe(severity);
  });

  it.each<[string, Json | undefined, readonly string[]]>([
    [
      'each id once, in order',
      [{ Id: 'CVE-2024-3094' }, { Id: 'CVE-2021-44228' }, { Id: 'CVE-2024-3094' }],
      ['CVE-2024-3094', 'CVE-2021-44228'],
    ],
    ['one spelling', [{ Id: 'cve-2024-3094' }, { Id: 'CVE-2024-3094' }], ['CVE-2024-3094']],
    [
      'advisories of GitHub',
      [{ Id: 'GHSA-jfh8-c2jp-5v3q' }, { Id: 'ghsa-JFH8-c2jp-5v3q' }],
      ['GHSA-jfh8-c2jp-5v3q'],
    ],
    [
      'no other ids',
      [
        { Id: 'ALAS-2024-1' },
        { Id: 'CVE-2024-3094x' },
        { Id: 'GHSA-1-2-3' },
        { Id: '' },
        { Id: 7 },
        {},
        null,
        'CVE-2024-3094',
      ],
      [],
    ],
    ['none from an empty list', [], []],
    ['none from something else', { Id: 'CVE-2024-3094' }, []],
    ['none without the member', undefined, []],
  ])('lists vulnerabilities: %s', (_, vulnerabilities, ids) => {
    const finding = inspectorFinding({ Vulnerabilities: vulnerabilities });
    expect(normalizeFinding(finding).Normalized.Vulnerability).toStrictEqual(ids);
  });
});

describe('every function over findings', () => {
  const findings = [guardDutyFinding(), inspectorFinding(), macieFinding(), controlFinding(), makeFinding()];

  it('takes any JSON for any member', () => {
    fc.assert(
      fc.property(fc.constantFrom(...findings), fc.nat(), anyJson(), (finding, index, value) => {
        const names = [
          ...Object.keys(finding),
          'Normalized',
          'Sample',
          'Compliance',
          'Vulnerabilities',
          'ProcessedAt',
        ];
        const name = names[index % names.length] ?? '';
        readAll({ ...finding, [name]: value });
      }),
      { numRuns: 2000 },
    );
  });

  it('takes any JSON for any member of a member', () => {
    const containers = findings.map((finding) => ({
      ...finding,
      Compliance: { Status: 'FAILED' },
      Vulnerabilities: [{ Id: 'CVE-2024-3094' }],
    }));
    const paths = [
      'Severity.Label',
      'Severity.Normalized',
      'Workflow.Status',
      'Compliance.Status',
      'Compliance.SecurityControlId',
      'ProductFields.ControlId',
      'ProductFields.RuleId',
      'ProductFields.StandardsArn',
      'FindingProviderFields.Types',
      'FindingProviderFields.Severity',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...containers),
        fc.constantFrom(...paths),
        anyJson(),
        (finding, path, value) => {
          const [outer = '', inner = ''] = path.split('.');
          readAll({ ...finding, ProductArn: awsProductArn('securityhub'), [outer]: { [inner]: value } });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function readAll(value: JsonObject): void {
  if (checkFinding(value) !== undefined) return;
  const finding = value as Finding;
  const normalized = normalizeFinding(finding);
  expect(normalized.Normalized.Type.every((type) => typeof type === 'string')).toBe(true);
  const kind = evidenceKindOf(normalized);
  const { from, to, lastObserved } = intervalOf(finding, kind);
  expect(from <= to && from <= lastObserved).toBe(true);
  expect(versionOrder(finding, undefined, () => 'hash')).toHaveLength(30 + 1 + 30 + 1 + 4);
  withdrawalOf(finding);
  isSample(finding);
}

function anyJson(): fc.Arbitrary<Json> {
  const names = fc.oneof(
    fc.constantFrom('Id', 'Label', 'Status', 'Types', 'Severity', '__proto__', 'length'),
    fc.string(),
  );
  return fc.oneof(
    fc.constantFrom('', 'ARCHIVED', '2026-01-01T00:00:00Z', awsProductArn('guardduty'), '9'.repeat(5000)),
    fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
    fc.dictionary(names, fc.jsonValue({ maxDepth: 1 })).map((value) => value as JsonObject),
    fc.array(fc.oneof(fc.string(), fc.constantFrom(null, 1, 'TTPs/Discovery/Recon:EC2-Portscan'))),
  );
}
