import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOfConfigItem } from '../../../src/core/entity/context-of-config-item.ts';
import { contextOfGuardDuty } from '../../../src/core/entity/context-of-guard-duty.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import { entityOf, RESOURCE_ID_LENGTH_MAX } from '../../../src/core/entity/entity-of.ts';
import { RELATED_TYPES } from '../../../src/core/entity/related-types.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

/** The members that the readers look at, so that random objects reach the code behind them. */
const MEMBERS = [
  'Resources',
  'Type',
  'Id',
  'Partition',
  'Region',
  'Details',
  'AwsAccountId',
  'ProductArn',
  'ProductFields',
  'aws/inspector/instanceId',
  'AwsEc2Instance',
  'NetworkInterfaces',
  'NetworkInterfaceId',
  'AwsEc2NetworkInterface',
  'Attachment',
  'InstanceId',
  'InstanceOwnerId',
  'SecurityGroups',
  'GroupId',
  'AwsS3Bucket',
  'OwnerAccountId',
  'Container',
  'ImageName',
  'AwsIamAccessKey',
  'AccountId',
  'AccessKeyId',
  'PrincipalType',
  'PrincipalName',
  'SessionContext',
  'SessionIssuer',
  'Arn',
  'UserName',
  'resource',
  'arn',
  'updatedAt',
  'instanceDetails',
  'networkInterfaces',
  'securityGroups',
  'groupId',
  'accessKeyDetails',
  's3BucketDetails',
  'owner',
  's3ObjectDetails',
  'objectArn',
  'resourceType',
  'resourceId',
  'awsRegion',
  'configurationItemCaptureTime',
  'configuration',
  'relationships',
  'configurationItem',
  'detail',
  '__proto__',
  'constructor',
  'toString',
];

const WORDS = [
  'i-1',
  'sg-1',
  'eni-1',
  'null',
  'AwsEc2Instance',
  'AwsS3Object',
  'AwsIamAccessKey',
  'AwsIamRole',
  'AwsAccount',
  'AwsStsAssumedRoleSession',
  'AwsEc2NetworkInterface',
  'AwsS3Bucket',
  '111122223333',
  'eu-west-1',
  'AssumedRole',
  'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
  'Container',
  'AwsEcrContainerImage',
  `arn:aws:ecr:eu-west-1:111122223333:repository/api/sha256:${'0'.repeat(64)}`,
  'arn:aws:ecr:eu-west-1:111122223333:/sha256:',
  'arn:aws:ecr:::repository/sha256:',
  `111122223333.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${'0'.repeat(64)}`,
  '111122223333.dkr.ecr./@sha256:',
  'arn:aws:s3:::b/k',
  'arn:aws:s3:::/k',
  'arn:aws:s3:::/',
  'arn:aws:sts::111122223333:assumed-role/',
  'arn:aws:sts::1:x',
  'arn::::::',
  'AWS::IAM::AccessKey:',
  'AWS::::Account:',
  'AWS::EC2::Instance',
  '2026-01-01T00:00:00Z',
  '{"groups":[1]}',
  '__proto__',
];

const { value: anyJson } = fc.letrec<{ value: Json; leaf: Json; object: Json; list: Json }>((tie) => ({
  leaf: fc.oneof(fc.constantFrom(...WORDS), fc.string(), fc.double(), fc.boolean(), fc.constant(null)),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), { maxKeys: 8 }),
  value: fc.oneof({ maxDepth: 6, depthSize: 'small' }, tie('leaf'), tie('object'), tie('list')),
}));

const anyResource = fc.dictionary(fc.constantFrom('Type', 'Id', 'Partition', 'Region', 'Details'), anyJson);
const anyFinding = fc.record({
  ProductArn: fc.string(),
  Id: fc.string(),
  UpdatedAt: fc.string(),
  AwsAccountId: anyJson,
  ProductFields: anyJson,
  Resources: fc.oneof(anyJson, fc.array(fc.oneof(anyResource, anyJson))),
}) as fc.Arbitrary<Finding>;

const isRelated = (one: string, other: string) =>
  RELATED_TYPES.some(({ types }) => types[0] === one && types[1] === other);

describe('hostile input', () => {
  it('gives distinct entities with bounded keys and possible owners', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const named = entitiesOf(finding);
        expect(new Set(named.map(({ entity }) => entity.key)).size).toBe(named.length);
        for (const { entity, owner } of named) {
          expect(entity.key.length).toBeLessThan(RESOURCE_ID_LENGTH_MAX + 400);
          expect(owner ?? '111122223333').toMatch(/^\d{12}$/);
          expect(entity.account ?? '111122223333').toMatch(/^\d{12}$/);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives relations between related types only', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        for (const { ends } of relationsOf(finding)) {
          expect(isRelated(ends[0].type, ends[1].type)).toBe(true);
          expect(ends[0].key).not.toBe(ends[1].key);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['contextOfGuardDuty', contextOfGuardDuty],
    ['contextOfConfigItem', contextOfConfigItem],
  ])('%s gives a context or a reason', (_, read) => {
    const anyObject = fc.dictionary(fc.constantFrom(...MEMBERS), anyJson) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(anyObject, (raw) => {
        const context = read(raw);
        expect(typeof context === 'string' ? context.length > 0 : context.order.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same entity for the same resource, remembered or not', () => {
    fc.assert(
      fc.property(anyResource, anyFinding, (resource, finding) => {
        const first = entityOf(resource as JsonObject, finding);
        expect(entityOf(resource as JsonObject, finding)).toEqual(first);
      }),
    );
  });

  it('passes over a text of 100 KB wherever it stands', () => {
    const long = ':/-'.repeat(34_000);
    const finding = {
      ProductArn: long,
      Id: long,
      UpdatedAt: long,
      AwsAccountId: long,
      Resources: [
        { Type: long, Id: long, Region: long, Partition: long },
        { Type: long, Id: 'x', Region: long, Partition: long },
        {
          Type: 'AwsIamAccessKey',
          Id: 'A',
          Details: { AwsIamAccessKey: { PrincipalType: 'IAMUser', PrincipalName: long } },
        },
        {
          Type: 'AwsEc2Instance',
          Id: 'i-1',
          Details: { AwsEc2Instance: { NetworkInterfaces: [{ NetworkInterfaceId: long }] } },
        },
        { Type: 'Container', Id: 'c', Details: { Container: { ImageName: `${long}@sha256:${long}` } } },
      ],
    };
    expect(entitiesOf(finding).map(({ entity }) => entity.key)).toEqual([
      'Other:::x',
      'AwsIamAccessKey:::A',
      'AwsEc2Instance:::i-1',
      'Container:::c',
    ]);
    expect(relationsOf(finding)).toEqual([]);
  });

  it('is not led by a member called __proto__', () => {
    const resources = JSON.parse(
      '[{"__proto__": {"Type": "AwsEc2Instance", "Id": "i-1"}}, {"Type": "__proto__", "Id": "__proto__"}]',
    );
    const finding = { ProductArn: 'p', Id: 'f', UpdatedAt: 'u', Resources: resources };
    expect(entitiesOf(finding).map(({ entity }) => entity.key)).toEqual(['__proto__:::__proto__']);
    expect(relationsOf(finding)).toEqual([]);
  });

  it('reads a Config item whose configuration is nested too deeply for anyone', () => {
    const configuration = '['.repeat(100_000) + ']'.repeat(100_000);
    const item = {
      resourceType: 'AWS::EC2::Instance',
      resourceId: 'i-1',
      awsRegion: 'eu-west-1',
      configurationItemCaptureTime: '2026-01-01T00:00:00Z',
      configuration,
    };
    expect(['string', 'object']).toContain(typeof contextOfConfigItem(item));
  });
});
