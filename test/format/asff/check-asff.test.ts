import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';

const PRODUCT = 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default';
const VALID: JsonObject = {
  SchemaVersion: '2018-10-08',
  Id: 'an-id',
  ProductArn: PRODUCT,
  GeneratorId: 'a-generator',
  AwsAccountId: '111122223333',
  Types: ['TTPs/Discovery'],
  CreatedAt: '2026-03-01T00:00:00Z',
  UpdatedAt: '2026-03-01T00:00:00.000Z',
  Severity: { Label: 'HIGH' },
  Title: 'A title',
  Description: 'A description',
  Resources: [{ Type: 'AwsEc2Instance', Id: 'i-0abc' }],
};

function without(...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(VALID).filter(([name]) => !names.includes(name)));
}

function repeat(count: number, value: Json): readonly Json[] {
  return Array.from({ length: count }, () => value);
}

function pairs(count: number, value = 'v'): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`company/${index}`, value]));
}

const inProvider = (member: JsonObject) => ({ FindingProviderFields: member });
const inResource = (member: JsonObject) => ({
  Resources: [{ Type: 'AwsEc2Instance', Id: 'i-0abc', ...member }],
});
const related = { ProductArn: PRODUCT, Id: 'x' };
const resource = { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::a' };

describe('checkAsff', () => {
  it('finds nothing in a minimal finding', () => {
    expect(checkAsff(VALID)).toEqual([]);
  });

  it.each([
    ...['SchemaVersion', 'Id', 'ProductArn', 'GeneratorId', 'AwsAccountId', 'CreatedAt', 'UpdatedAt'],
    ...['Title', 'Description', 'Resources', 'Severity', 'Types'],
  ])('misses %s', (name) => {
    expect(checkAsff(without(name)).join('\n')).toMatch(new RegExp(`^${name}: `, 'm'));
  });

  it('takes Severity and Types from FindingProviderFields', () => {
    const provider = inProvider({ Severity: { Label: 'LOW' }, Types: ['TTPs'] });
    expect(checkAsff({ ...without('Severity', 'Types'), ...provider })).toEqual([]);
  });

  const LENGTHS: readonly (readonly [string, number, (text: string) => JsonObject])[] = [
    ['Id', 512, (Id) => ({ Id })],
    ['GeneratorId', 512, (GeneratorId) => ({ GeneratorId })],
    ['Title', 256, (Title) => ({ Title })],
    ['Description', 1024, (Description) => ({ Description })],
    ['ProductName', 128, (ProductName) => ({ ProductName })],
    ['CompanyName', 128, (CompanyName) => ({ CompanyName })],
    ['AwsAccountName', 50, (AwsAccountName) => ({ AwsAccountName })],
    ['Remediation', 512, (Text) => ({ Remediation: { Recommendation: { Text } } })],
    ['Note.Text', 512, (Text) => ({ Note: { Text, UpdatedBy: 'me', UpdatedAt: '2026-03-01T00:00:00Z' } })],
    ['Severity.Original', 64, (Original) => ({ Severity: { Label: 'LOW', Original } })],
    ['Resource.Region', 16, (Region) => inResource({ Region })],
    ['Resource.Id', 2048, (Id) => inResource({ Id })],
    ['RelatedFindings.Id', 512, (Id) => ({ RelatedFindings: [{ ProductArn: PRODUCT, Id }] })],
    ['RelatedFindings.ProductArn', 2048, (ProductArn) => ({ RelatedFindings: [{ ProductArn, Id: 'x' }] })],
    ['provider RelatedFindings.Id', 512, (Id) => inProvider({ RelatedFindings: [{ ...related, Id }] })],
    ['ProductFields key', 128, (key) => ({ ProductFields: { [key]: 'v' } })],
    ['ProductFields value', 2048, (value) => ({ ProductFields: { key: value } })],
    ['UserDefinedFields value', 1024, (value) => ({ UserDefinedFields: { key: value } })],
    ['Details.Other key', 127, (key) => inResource({ Details: { Other: { [key]: 'v' } } })],
    ['Details.Other value', 1023, (value) => inResource({ Details: { Other: { key: value } } })],
    ['Tags value', 256, (value) => inResource({ Tags: { key: value } })],
    ['Malware.Name', 64, (Name) => ({ Malware: [{ Name }] })],
    ['ThreatIntelIndicator.Value', 512, (Value) => ({ ThreatIntelIndicators: [{ Value }] })],
    ['Threat.Name', 128, (Name) => ({ Threats: [{ Name }] })],
  ];
  it.each(LENGTHS)('%s: %i characters and no more', (_, max, member) => {
    expect(checkAsff({ ...VALID, ...member('x'.repeat(max)) })).toEqual([]);
    expect(checkAsff({ ...VALID, ...member('x'.repeat(max + 1)) })).toHaveLength(1);
  });
  it.each(LENGTHS)('%s: counts an emoji as two characters', (_, max, member) => {
    expect(checkAsff({ ...VALID, ...member('🛡'.repeat(max >> 1)) })).toEqual([]);
    expect(checkAsff({ ...VALID, ...member('🛡'.repeat((max >> 1) + 1)) })).toHaveLength(1);
  });
  it.each(LENGTHS)('%s: neither blank nor half a character', (_, _max, member) => {
    expect(checkAsff({ ...VALID, ...member(' \n\t') })).not.toEqual([]);
    expect(checkAsff({ ...VALID, ...member('x\ud83d') })).not.toEqual([]);
  });

  const COUNTS: readonly (readonly [string, number, (count: number) => JsonObject])[] = [
    ['Types', 50, (count) => ({ Types: repeat(count, 'TTPs') })],
    ['provider Types', 50, (count) => inProvider({ Types: repeat(count, 'TTPs') })],
    ['Resources', 32, (count) => ({ Resources: repeat(count, resource) })],
    ['RelatedFindings', 10, (count) => ({ RelatedFindings: repeat(count, related) })],
    ['provider RelatedFindings', 10, (count) => inProvider({ RelatedFindings: repeat(count, related) })],
    ['ProductFields', 50, (count) => ({ ProductFields: pairs(count) })],
    ['UserDefinedFields', 50, (count) => ({ UserDefinedFields: pairs(count) })],
    ['Details.Other', 50, (count) => inResource({ Details: { Other: pairs(count) } })],
    ['Malware', 5, (count) => ({ Malware: repeat(count, { Name: 'x' }) })],
    ['ThreatIntelIndicators', 5, (count) => ({ ThreatIntelIndicators: repeat(count, { Value: 'x' }) })],
    ['Threats', 32, (count) => ({ Threats: repeat(count, { Name: 'x' }) })],
    ['Sequence.Signals', 100, (count) => ({ Detection: { Sequence: { Signals: repeat(count, {}) } } })],
    ['Sequence.Actors', 10, (count) => ({ Detection: { Sequence: { Actors: repeat(count, {}) } } })],
    ['GeneratorDetails.Labels', 10, (count) => ({ GeneratorDetails: { Labels: repeat(count, 'x') } })],
  ];
  it.each(COUNTS)('%s: %i and no more', (_, max, member) => {
    expect(checkAsff({ ...VALID, ...member(max) })).toEqual([]);
    expect(checkAsff({ ...VALID, ...member(max + 1) })).toHaveLength(1);
  });

  it.each([
    ['Resources', { Resources: [] }],
    ['RelatedFindings', { RelatedFindings: [] }],
    ['Threats', { Threats: [] }],
  ])('%s: not empty', (_, member) => {
    expect(checkAsff({ ...VALID, ...member })).toHaveLength(1);
  });

  it.each<readonly [string, (value: string) => JsonObject, readonly string[]]>([
    [
      'Severity.Label',
      (Label) => ({ Severity: { Label } }),
      ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
    ],
    ['RecordState', (RecordState) => ({ RecordState }), ['ACTIVE', 'ARCHIVED']],
    ['Workflow', (Status) => ({ Workflow: { Status } }), ['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']],
    [
      'Compliance',
      (Status) => ({ Compliance: { Status } }),
      ['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'],
    ],
    [
      'VerificationState',
      (VerificationState) => ({ VerificationState }),
      ['UNKNOWN', 'TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN_POSITIVE'],
    ],
    ['Partition', (Partition) => inResource({ Partition }), ['aws', 'aws-cn', 'aws-us-gov']],
    ['Resource.Type', (Type) => ({ Resources: [{ Type, Id: 'x' }] }), ['AwsAccount', 'AwsS3Object', 'Other']],
    ['Types', (type) => ({ Types: [type] }), ['TTPs', 'Effects/Data Exposure', 'Unusual Behaviors/VM/x']],
    [
      'FixAvailable',
      (FixAvailable) => ({ Vulnerabilities: [{ Id: 'CVE-2026-1', FixAvailable }] }),
      ['YES', 'NO', 'PARTIAL'],
    ],
  ])('%s: only documented values', (_, member, allowed) => {
    for (const value of allowed) expect(checkAsff({ ...VALID, ...member(value) })).toEqual([]);
    for (const value of ['', 'nonsense', allowed[0]?.toLowerCase().concat('x') ?? '']) {
      expect(checkAsff({ ...VALID, ...member(value) }), value).not.toEqual([]);
    }
  });

  it.each([
    ['a type of four levels', { Types: ['TTPs/a/b/c'] }],
    ['a type with a blank level', { Types: ['TTPs/ /b'] }],
    ['a reserved key', { ProductFields: { 'aws/x': 'v' } }],
    ['an unknown member', { Normalized: {} }],
    ['a member called __proto__', JSON.parse('{"__proto__": {}}')],
    ['Severity.Normalized above 100', { Severity: { Normalized: 101 } }],
    ['Severity.Normalized in FindingProviderFields', inProvider({ Severity: { Normalized: 1 } })],
    ['a Confidence of 1.5', { Confidence: 1.5 }],
    ['11 digits of account', { AwsAccountId: '11112222333' }],
    ['another account than the product', { AwsAccountId: '999999999999' }],
    ['another Region than the product', { Region: 'us-east-1' }],
    ['a product of AWS', { ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty' }],
    ['a product in the wrong partition', { ProductArn: PRODUCT.replace('arn:aws:', 'arn:aws-cn:') }],
    ['a product in no Region', { ProductArn: PRODUCT.replace('eu-west-1', 'europe') }],
    ['another schema version', { SchemaVersion: '2019-10-08' }],
    ['a number for a string', { Title: 7 }],
    ['null for a string', { Title: null }],
    ['a string for an array', { Types: 'TTPs' }],
    ['an array for an object', { ProductFields: [] }],
    ['a related finding without its product', { RelatedFindings: [{ Id: 'x' }] }],
    ['a resource without a type', { Resources: [{ Id: 'x' }] }],
    ['a blank string in the details', inResource({ Details: { AwsEc2Instance: { VpcId: '' } } })],
    ['a string for Sample', { Sample: 'true' }],
  ])('refuses %s', (_, member) => {
    expect(checkAsff({ ...VALID, ...member })).not.toEqual([]);
    expect(checkAsff({ ...without('Types'), ...member, Title: 'x'.repeat(257) }).length).toBeGreaterThan(1);
  });

  it.each([
    '2026-03-01T00:00:00Z',
    '2026-03-01T00:00:00.123456789Z',
    '2024-02-29T23:59:59+02:00',
    '2026-03-01T00:00:00-0700',
    '2026-03-01T00:00:00+18:00',
  ])('takes the timestamp %s', (UpdatedAt) => {
    expect(checkAsff({ ...VALID, UpdatedAt })).toEqual([]);
  });

  it.each([
    '2026-03-01',
    '2026-03-01T00:00:00',
    '2026-03-01 00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T00:00:00.1234567890Z',
    '2026-03-01T00:00:00+18:01',
    '1772323200000',
    1772323200000,
    `2026-03-01T00:00:00${'0'.repeat(100_000)}Z`,
  ])('refuses the timestamp %s', (UpdatedAt) => {
    expect(checkAsff({ ...VALID, UpdatedAt })).toEqual(['UpdatedAt: not an RFC 3339 timestamp']);
  });

  it('counts the bytes of the whole finding: 240 KB and no more', () => {
    const at = (bytes: number) => {
      const empty = { ...VALID, ...inResource({ Details: { AwsEc2Instance: { KeyName: '' } } }) };
      const KeyName = `é${'x'.repeat(bytes - JSON.stringify(empty).length - 2)}`;
      return checkAsff({ ...VALID, ...inResource({ Details: { AwsEc2Instance: { KeyName } } }) });
    };
    expect(at(240 * 1024)).toEqual([]);
    expect(at(240 * 1024 + 1)).toEqual(['finding: 245761 bytes, at most 245760 allowed']);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['an array', [VALID]],
    ['a string', 'finding'],
    ['a number', 1],
  ])('refuses %s', (_, value) => {
    expect(checkAsff(value)).toContain('finding: not an object');
  });

  it('refuses a bomb of nested arrays', () => {
    let bomb: Json = [];
    for (let depth = 0; depth < 100_000; depth += 1) bomb = [bomb];
    expect(checkAsff({ ...VALID, Network: bomb })).toEqual(['finding: nested deeper than 32 levels']);
  });
});
