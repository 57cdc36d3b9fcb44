import { describe, expect, it } from 'vitest';
import { type CaseRecord, expandCase } from '../../src/case-file/expand-case.ts';
import { NAMED_PRODUCTS } from '../../src/case-file/expand-finding.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import { entityOf } from '../../src/core/entity/entity-of.ts';
import { checkFinding } from '../../src/core/finding/check-finding.ts';
import type { Finding, NormalizedFinding } from '../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../src/core/finding/normalize-finding.ts';
import { withdrawalOf } from '../../src/core/finding/withdrawal.ts';
import { arrayAt, type JsonObject } from '../../src/core/json.ts';

/** The records of a case that is given `names` of the world, in flow YAML. */
function recordsOf(world: string, names: string): readonly CaseRecord[] {
  const read = readCaseFile(
    `world:\n${world}\ncases: [{ name: x, given: [${names}], expect: none }]\n`,
    'cases.yaml',
  );
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('; '));
  return read.value.cases.flatMap((ruleCase) => expandCase(ruleCase));
}

function isFinding(value: JsonObject): value is Finding {
  return checkFinding(value) === undefined;
}

function normalized(record: CaseRecord | undefined): NormalizedFinding {
  if (record === undefined || !isFinding(record.value)) throw new Error('not a finding');
  return normalizeFinding(record.value);
}

describe('a finding in short form', () => {
  it.each([
    ['GuardDuty', 'type: Backdoor:EC2/C&CActivity.B!DNS', { Type: ['Backdoor:EC2/C&CActivity.B!DNS'] }],
    [
      'GuardDuty',
      'type: DefenseEvasion:EC2/UnusualDNSResolver',
      { Type: ['DefenseEvasion:EC2/UnusualDNSResolver'] },
    ],
    ['GuardDuty', 'type: AttackSequence:S3/CompromisedData', { Type: ['AttackSequence:S3/CompromisedData'] }],
    ['GuardDuty', 'type: Brand:New/Type', { Type: ['Brand:New/Type'] }],
    [
      'GuardDuty',
      'type: Software and Configuration Checks/Exfiltration:S3.ObjectRead.Unusual',
      { Type: ['Exfiltration:S3/ObjectRead.Unusual'] },
    ],
    ['Macie', 'type: SensitiveData:S3Object/Credentials', { Type: ['SensitiveData:S3Object/Credentials'] }],
    ['Macie', 'type: Policy:IAMUser/S3BucketPublic', { Type: ['Policy:IAMUser/S3BucketPublic'] }],
    [
      'Inspector',
      'cve: [CVE-2021-44228, CVE-2022-22965]',
      { Vulnerability: ['CVE-2021-44228', 'CVE-2022-22965'] },
    ],
    ['Security Hub', 'control: EC2.18', { Control: 'EC2.18' }],
    ['acme/scanner', 'type: TTPs/Discovery', { Product: 'acme/scanner', Type: ['TTPs/Discovery'] }],
  ])('of %s with %s is one that normalises to itself', (product, subject, expected) => {
    const [record] = recordsOf(
      `  it-is: { product: ${product}, ${subject}, severity: LOW, resource: bucket/a }`,
      'it-is',
    );
    expect(normalized(record).Normalized).toMatchObject({ Product: product, Severity: 'LOW', ...expected });
  });

  it.each(NAMED_PRODUCTS.map((product) => [product]))('knows the product %s', (product) => {
    const subject =
      product === 'Inspector' ? 'cve: CVE-1-1' : product === 'Security Hub' ? 'control: X.1' : 'type: T';
    const [record] = recordsOf(`  it-is: { product: ${product}, ${subject}, resource: bucket/a }`, 'it-is');
    expect(normalized(record).Normalized.Product).toBe(product);
  });

  it.each([
    ['instance/web', 'AwsEc2Instance', /^arn:aws:ec2:us-east-1:111122223333:instance\/i-[0-9a-f]{17}$/],
    ['instance/i-0123456789abcdef0', 'AwsEc2Instance', /:instance\/i-0123456789abcdef0$/],
    ['securityGroup/open', 'AwsEc2SecurityGroup', /:security-group\/sg-[0-9a-f]{17}$/],
    ['networkInterface/eth0', 'AwsEc2NetworkInterface', /:network-interface\/eni-[0-9a-f]{17}$/],
    ['bucket/data', 'AwsS3Bucket', /^arn:aws:s3:::data$/],
    ['object/data/a/b.csv', 'AwsS3Object', /^arn:aws:s3:::data\/a\/b.csv$/],
    ['user/alice', 'AwsIamUser', /^arn:aws:iam::111122223333:user\/alice$/],
    ['role/Admin', 'AwsIamRole', /^arn:aws:iam::111122223333:role\/Admin$/],
    ['session/Admin/alice', 'AwsStsAssumedRoleSession', /:assumed-role\/Admin\/alice$/],
    ['image/shop/api:1.4', 'AwsEcrContainerImage', /:repository\/shop\/api\/sha256:[0-9a-f]{64}$/],
    ['image/api@sha256:0123', 'AwsEcrContainerImage', /:repository\/api\/sha256:0123$/],
    ['repository/shop/api', 'AwsEcrRepository', /^arn:aws:ecr:us-east-1:111122223333:repository\/shop\/api$/],
    ['container/api', 'Container', /^Container:111122223333:us-east-1:[0-9a-f]{64}$/],
    ['accessKey/ci', 'AwsIamAccessKey', /^AwsIamAccessKey:::AKIA[0-9A-F]{16}$/],
    ['account/444455556666', 'AwsAccount', /^AWS::::Account:444455556666$/],
    ['arn:aws:lambda:eu-west-1:444455556666:function:f', 'AwsLambdaFunction', /:function:f$/],
    ['AwsRdsDbInstance/orders', 'AwsRdsDbInstance', /orders$/],
  ])('is about %s', (text, type, key) => {
    const [record] = recordsOf(`  it-is: { product: GuardDuty, type: A:B/C, resource: '${text}' }`, 'it-is');
    const finding = normalized(record);
    const entity = entityOf(arrayAt(finding, 'Resources')[0], finding);
    expect(entity).toMatchObject({ type, key: expect.stringMatching(key) });
  });

  it('keeps its id, and different names have different ones', () => {
    const world = ['web', 'web2', 'api']
      .map((name) => `  ${name}: { product: GuardDuty, type: A:B/C, resource: instance/${name} }`)
      .join('\n');
    const ids = recordsOf(world, 'web, web2, api, web').map(({ value }) => [value.Id, value.Resources]);
    expect(new Set(ids.map((id) => JSON.stringify(id))).size).toBe(3);
    expect(ids[0]).toEqual(ids[3]);
  });

  it('from Macie names bucket, owner and object, and no instants of observation', () => {
    const [record] = recordsOf(
      '  it-is: { product: Macie, type: SensitiveData:S3Object/Personal, resource: bucket/a }',
      'it-is',
    );
    expect(Object.keys(record?.value ?? {})).not.toContain('FirstObservedAt');
    expect(arrayAt(record?.value, 'Resources')).toMatchObject([
      { Type: 'AwsS3Bucket', Details: { AwsS3Bucket: { OwnerAccountId: '111122223333' } } },
      { Type: 'AwsS3Object', Id: 'arn:aws:s3:::a/it-is.csv' },
    ]);
  });

  it('takes account, Region and members as they are given', () => {
    const world = `  it-is:
    product: GuardDuty
    type: A:B/C
    resource: instance/web
    account: '012345678901'
    region: cn-north-1
    members: { Sample: true, Title: Mine }`;
    expect(recordsOf(world, 'it-is')[0]?.value).toMatchObject({
      AwsAccountId: '012345678901',
      ProductArn: 'arn:aws-cn:securityhub:cn-north-1::product/aws/guardduty',
      Resources: [
        { Id: expect.stringMatching(/^arn:aws-cn:ec2:cn-north-1:012345678901:/), Partition: 'aws-cn' },
      ],
      Sample: true,
      Title: 'Mine',
    });
  });
});

const CONTROL =
  '  it-is: { product: Security Hub, control: EC2.9, resource: instance/web, since: -9d, at: 1h }';

describe('a later version', () => {
  it.each([
    ['archived', true, true],
    ['passed', true, true],
    ['not-available', true, true],
    ['resolved', true, false],
    ['suppressed', true, false],
    ['false-positive', true, false],
    ['open', false, true],
  ])('%s: withdrawn %s, moves UpdatedAt %s', (state, isWithdrawn, movesUpdatedAt) => {
    const [first, second] = recordsOf(
      `${CONTROL}\n  later: { of: it-is, state: ${state}, at: 2d }`,
      'it-is, later',
    );
    expect(withdrawalOf(normalized(first))).toBeUndefined();
    expect(withdrawalOf(normalized(second)) !== undefined).toBe(isWithdrawn);
    expect(second?.value.Id).toBe(first?.value.Id);
    expect(second?.time).toBe('2026-01-03T00:00:00.000Z');
    expect(second?.value.UpdatedAt).toBe(movesUpdatedAt ? second?.time : first?.value.UpdatedAt);
    expect(second?.value.FirstObservedAt).toBe('2025-12-23T00:00:00.000Z');
  });

  it.each(['archived', 'passed', 'not-available', 'resolved', 'suppressed', 'false-positive'])(
    'opens again what was %s',
    (state) => {
      const world = `${CONTROL}\n  gone: { of: it-is, state: ${state}, at: 2d }\n  back: { of: gone, at: 3d, since: 3d }`;
      const back = normalized(recordsOf(world, 'back')[0]);
      expect(withdrawalOf(back)).toBeUndefined();
      expect(back).toMatchObject({
        UpdatedAt: '2026-01-04T00:00:00.000Z',
        FirstObservedAt: '2026-01-04T00:00:00.000Z',
      });
    },
  );

  it('changes severity and members only', () => {
    const world = `${CONTROL}\n  later: { of: it-is, severity: LOW, members: { Title: New }, at: 2h }`;
    const [first, second] = recordsOf(world, 'it-is, later');
    const { Severity, Title, UpdatedAt, LastObservedAt, ...rest } = second?.value ?? {};
    expect({ Severity, Title, UpdatedAt, LastObservedAt }).toEqual({
      Severity: { Label: 'LOW' },
      Title: 'New',
      UpdatedAt: '2026-01-01T02:00:00.000Z',
      LastObservedAt: '2026-01-01T02:00:00.000Z',
    });
    expect(first?.value).toMatchObject(rest);
  });
});

describe('other entries', () => {
  it('a literal finding is delivered as it stands, with a time only if it has one', () => {
    const world = '  bare: { finding: { Id: a } }\n  timed: { finding: { Id: b }, at: -1h }';
    expect(recordsOf(world, 'bare, timed')).toEqual([
      { kind: 'finding', value: { Id: 'a' } },
      { kind: 'finding', value: { Id: 'b' }, time: '2025-12-31T23:00:00.000Z' },
    ]);
  });

  it('a relation is a Config item', () => {
    const [record] = recordsOf('  tie: { relation: [instance/i-0a, securityGroup/sg-0b], at: 1m }', 'tie');
    expect(record).toMatchObject({
      kind: 'context',
      source: 'config',
      time: '2026-01-01T00:01:00.000Z',
      value: {
        resourceType: 'AWS::EC2::Instance',
        resourceId: 'i-0a',
        awsAccountId: '111122223333',
        relationships: [{ resourceType: 'AWS::EC2::SecurityGroup', resourceId: 'sg-0b' }],
      },
    });
  });
});
