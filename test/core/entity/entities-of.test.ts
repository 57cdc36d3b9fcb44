import { describe, expect, it } from 'vitest';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

function finding(resources: Json, more: JsonObject = {}): Finding {
  return {
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
    Id: 'finding-1',
    UpdatedAt: '2026-01-01T00:00:00Z',
    AwsAccountId: ACCOUNT,
    Region: 'eu-west-1',
    Resources: resources,
    ...more,
  };
}

function keysOf(of: Finding): readonly string[] {
  return entitiesOf(of).map(({ entity }) => entity.key);
}

const INSTANCE = { Type: 'AwsEc2Instance', Id: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1` };
const ACCESS_KEY = { Type: 'AwsIamAccessKey', Id: 'AWS::IAM::AccessKey:AKIA1' };
const BUCKET = { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::logs' };

describe('entitiesOf', () => {
  it('counts every resource, in order', () => {
    expect(keysOf(finding([INSTANCE, ACCESS_KEY, BUCKET]))).toEqual([
      INSTANCE.Id,
      'AwsIamAccessKey:::AKIA1',
      'arn:aws:s3:::logs',
    ]);
  });

  it('names an entity once, whatever its spellings', () => {
    const bare = { Type: 'AwsEc2Instance', Id: 'i-1' };
    const named = entitiesOf(finding([bare, BUCKET, INSTANCE]));
    expect(named.map(({ entity }) => entity.key)).toEqual([INSTANCE.Id, BUCKET.Id]);
    expect(named[0]?.resource).toBe(bare);
  });

  it('passes over resources that name nothing', () => {
    const nothing = [
      null,
      'i-1',
      [INSTANCE],
      {},
      { Type: 'AwsIamAccessKey', Id: 'AWS::IAM::AccessKey:null' },
    ];
    expect(keysOf(finding([...nothing, BUCKET]))).toEqual([BUCKET.Id]);
  });

  it.each<[string, Json | undefined]>([
    ['no resources', undefined],
    ['null', null],
    ['an object', { 0: INSTANCE, length: 1 }],
    ['text', 'i-1'],
    ['an empty list', []],
  ])('finds nothing in %s', (_, resources) => {
    expect(entitiesOf({ ...finding([]), Resources: resources })).toEqual([]);
  });
});

describe('owner', () => {
  const bucketOf = (account: Json) => ({ ...BUCKET, Details: { AwsS3Bucket: { OwnerAccountId: account } } });
  const keyOf = (account: Json) => ({ ...ACCESS_KEY, Details: { AwsIamAccessKey: { AccountId: account } } });

  it.each<[string, JsonObject, string | undefined]>([
    ['comes from the key', INSTANCE, ACCOUNT],
    ['of a bucket is unknown', BUCKET, undefined],
    ['of a bucket comes from its details', bucketOf(OTHER_ACCOUNT), OTHER_ACCOUNT],
    ['of a bucket needs 12 digits', bucketOf('4444'), undefined],
    ['of a bucket is not a number', bucketOf(444455556666), undefined],
    [
      'of a bucket is not its canonical user',
      { ...BUCKET, Details: { AwsS3Bucket: { OwnerId: OTHER_ACCOUNT } } },
      undefined,
    ],
    ['of an access key is unknown', ACCESS_KEY, undefined],
    ['of an access key comes from its details', keyOf(OTHER_ACCOUNT), OTHER_ACCOUNT],
    ['of an account is itself', { Type: 'AwsAccount', Id: `AWS::::Account:${ACCOUNT}` }, ACCOUNT],
    [
      'of an impossible account is unknown',
      { Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:eu-west-1:123:instance/i-1' },
      undefined,
    ],
  ])('%s', (_, resource, owner) => {
    const [named] = entitiesOf(finding([resource]));
    expect(named?.owner).toBe(owner);
    expect(named === undefined ? undefined : Object.hasOwn(named, 'owner')).toBe(owner !== undefined);
  });

  it.each<[string, JsonObject, string | undefined]>([
    ['about an identity', { Types: ['TTPs/Discovery/Recon:IAMUser-UserPermissions'] }, ACCOUNT],
    ['about root', { Types: ['TTPs/Policy:IAMUser-RootCredentialUsage'] }, ACCOUNT],
    [
      'about a sequence of an identity',
      { Types: ['TTPs/AttackSequence:IAM/CompromisedCredentials'] },
      ACCOUNT,
    ],
    [
      'about an identity, as its provider says',
      { FindingProviderFields: { Types: ['TTPs/Recon:IAMUser-TorIPCaller'] } },
      ACCOUNT,
    ],
    [
      'about a bucket, which anybody may have read',
      { Types: ['TTPs/Exfiltration:S3-AnomalousBehavior'] },
      undefined,
    ],
    [
      'about both',
      { Types: ['TTPs/Recon:IAMUser-TorIPCaller', 'TTPs/Exfiltration:S3-AnomalousBehavior'] },
      undefined,
    ],
    [
      'of another product',
      {
        Types: ['Recon:IAMUser/TorIPCaller'],
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/acme/scan',
      },
      undefined,
    ],
    [
      'of an account that is none',
      { Types: ['TTPs/Recon:IAMUser-TorIPCaller'], AwsAccountId: 'root' },
      undefined,
    ],
  ])('of an access key in a finding %s', (_, more, owner) => {
    expect(entitiesOf(finding([ACCESS_KEY], more))[0]?.owner).toBe(owner);
    const told = entitiesOf(finding([keyOf(OTHER_ACCOUNT)], more));
    expect(told[0]?.owner).toBe(OTHER_ACCOUNT);
  });

  it('is taken from a later naming of the same entity', () => {
    const named = entitiesOf(finding([BUCKET, bucketOf('no'), bucketOf(OTHER_ACCOUNT), bucketOf(ACCOUNT)]));
    expect(named).toMatchObject([{ entity: { key: BUCKET.Id }, owner: OTHER_ACCOUNT, resource: BUCKET }]);
  });
});

describe('an entity told elsewhere', () => {
  const nowhere = { Type: 'AwsEc2Instance', Id: 'null', Region: 'eu-west-1' };
  const productFields = { 'aws/inspector/instanceId': 'i-9' };

  it('is the instance of an Inspector finding whose resource has no usable id', () => {
    expect(keysOf(finding([nowhere], { ProductFields: productFields }))).toEqual([
      `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-9`,
    ]);
  });

  it('never replaces a usable id', () => {
    expect(keysOf(finding([INSTANCE], { ProductFields: productFields }))).toEqual([INSTANCE.Id]);
  });

  it('is the access key in its details', () => {
    const resource = {
      ...ACCESS_KEY,
      Id: 'AWS::IAM::AccessKey:null',
      Details: { AwsIamAccessKey: { AccessKeyId: 'ASIA9' } },
    };
    expect(keysOf(finding([resource]))).toEqual(['AwsIamAccessKey:::ASIA9']);
  });
});
