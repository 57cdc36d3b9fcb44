import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldStateRelations } from '../../../src/core/entity/could-state-relations.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import { RELATED_TYPES } from '../../../src/core/entity/related-types.ts';
import { relationsAmong, relationsOf } from '../../../src/core/entity/relations-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const EC2 = ['AwsEc2Instance', 'AwsEc2SecurityGroup', 'AwsEc2NetworkInterface'];
const RELATED = [...new Set(RELATED_TYPES.flatMap(({ types }) => types))];

const IDS = {
  instance: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
  group: `arn:aws:ec2:eu-west-1:${ACCOUNT}:security-group/sg-1`,
  networkInterface: `arn:aws:ec2:eu-west-1:${ACCOUNT}:network-interface/eni-1`,
  bucket: 'arn:aws:s3:::logs',
  object: 'arn:aws:s3:::logs/a/b',
  user: `arn:aws:iam::${ACCOUNT}:user/x/one`,
  role: `arn:aws:iam::${ACCOUNT}:role/one`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/one/two`,
  accessKey: 'AWS::IAM::AccessKey:AKIA1',
  account: `AWS::::Account:${ACCOUNT}`,
  image: `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/api/sha256:${'0'.repeat(64)}`,
  repository: `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/api`,
  queue: `arn:aws:sqs:eu-west-1:${ACCOUNT}:queue`,
} as const;
type Kind = keyof typeof IDS;
const IMAGE_NAME = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${'0'.repeat(64)}`;

function finding(resources: readonly Json[], more: JsonObject = {}): Finding {
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

describe('couldStateRelations', () => {
  it.each<[readonly Kind[], readonly string[], boolean]>([
    [['instance'], EC2, true],
    [['instance'], ['AwsEc2Instance', 'AwsEc2NetworkInterface'], true],
    [['instance'], ['AwsEc2Instance', 'AwsS3Bucket'], false],
    [['networkInterface'], EC2, true],
    [['networkInterface'], ['AwsEc2Instance', 'AwsEc2SecurityGroup'], false],
    [['group'], EC2, true],
    [['group', 'group'], EC2, true],
    [['instance', 'group'], ['AwsEc2Instance', 'AwsEc2SecurityGroup'], true],
    [['group', 'queue'], EC2, true],
    [['object'], ['AwsS3Object', 'AwsS3Bucket'], true],
    [['object'], ['AwsS3Bucket', 'AwsAccount'], false],
    [['bucket'], ['AwsS3Object', 'AwsS3Bucket'], true],
    [['bucket'], ['AwsS3Bucket', 'AwsAccount'], true],
    [['account'], ['AwsS3Bucket', 'AwsAccount'], true],
    [['accessKey'], ['AwsIamAccessKey', 'AwsIamUser'], true],
    [['accessKey'], ['AwsIamAccessKey', 'AwsIamRole'], true],
    [['user'], ['AwsIamAccessKey', 'AwsIamUser'], true],
    [['user', 'accessKey'], ['AwsIamRole', 'AwsIamUser'], false],
    [['session'], ['AwsStsAssumedRoleSession', 'AwsIamRole'], true],
    [['role'], ['AwsStsAssumedRoleSession', 'AwsIamRole'], true],
    [['image'], ['AwsEcrContainerImage', 'AwsEcrRepository'], true],
    [['image'], ['Container', 'AwsEcrContainerImage'], true],
    [['image'], ['Container', 'AwsEcrRepository'], false],
    [['repository'], ['AwsEcrContainerImage', 'AwsEcrRepository'], true],
    [['repository'], ['Container', 'AwsEcrContainerImage'], false],
    [['queue'], RELATED, false],
    [[], RELATED, false],
    [['instance', 'group'], [], false],
    [['instance', 'group'], ['AwsEc2Instance'], false],
  ])('of %j within %j: %s', (kinds, types, expected) => {
    const resources = kinds.map((kind) => ({ Id: IDS[kind] }));
    expect(couldStateRelations(finding(resources), new Set(types))).toBe(expected);
  });

  it('goes by the type that the id tells, not by the one that the resource claims', () => {
    const types = new Set(['AwsEc2Instance', 'AwsEc2NetworkInterface']);
    expect(couldStateRelations(finding([{ Type: 'AwsEc2Instance', Id: IDS.group }]), types)).toBe(false);
    expect(couldStateRelations(finding([{ Type: 'Other', Id: IDS.instance }]), types)).toBe(true);
    expect(couldStateRelations(finding([{ Type: 'AwsEc2Instance', Id: 'i-1' }]), types)).toBe(true);
  });

  it('goes by the type of a container, whose id tells none', () => {
    const container = finding([{ Type: 'Container', Id: '0123456789abcdef' }]);
    expect(couldStateRelations(container, new Set(['Container', 'AwsEcrContainerImage']))).toBe(true);
    expect(couldStateRelations(container, new Set(['AwsEcrContainerImage', 'AwsEcrRepository']))).toBe(false);
  });

  it('counts on an id that another version may tell elsewhere', () => {
    const nameless = finding([{ Type: 'AwsIamAccessKey', Id: 'AWS::IAM::AccessKey:null' }]);
    expect(couldStateRelations(nameless, new Set(['AwsIamAccessKey', 'AwsIamRole']))).toBe(true);
  });

  it('never says no where a version of the finding states a relation', () => {
    fc.assert(
      fc.property(
        named(),
        details(),
        details(),
        details(),
        fc.subarray(RELATED),
        (ids, one, other, more, list) => {
          const types = new Set(list);
          const versions = [one, other].map((told) =>
            finding(
              ids.map(([Id, Type], place) => ({ Id, Type, Details: told[place % told.length] ?? null })),
              { ProductFields: more[0] ?? null },
            ),
          );
          const answers = versions.map((version) => couldStateRelations(version, types));
          expect(answers[0]).toBe(answers[1]);
          for (const version of versions) {
            const stated = relationsOf(version);
            expect(relationsAmong(entitiesOf(version), version)).toEqual(stated);
            if (stated.some(({ ends }) => ends.every((end) => types.has(end.type))))
              expect(answers[0]).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each<[string, Json]>([
    ['no array', { length: 2 }],
    ['nothing readable', [null, 1, 'i-1', [], {}, { Id: 1 }]],
    ['one unreadable', [null]],
  ])('says no for resources that are %s', (_, resources) => {
    expect(couldStateRelations({ ...finding([]), Resources: resources }, new Set(RELATED))).toBe(false);
  });
});

function named(): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const ids = fc.constantFrom(
    ...Object.values(IDS),
    'i-1',
    'sg-1',
    'eni-2',
    'logs',
    'logs/a',
    'null',
    'one',
    ACCOUNT,
  );
  const types = fc.constantFrom(...RELATED, 'Other', 'AwsSqsQueue');
  return fc.array(fc.tuple(ids, types), { minLength: 1, maxLength: 4 });
}

function details(): fc.Arbitrary<readonly JsonObject[]> {
  const id = fc.constantFrom(...Object.values(IDS), 'i-2', 'eni-2', 'sg-2', 'one', ACCOUNT, 'null');
  const told = fc.record(
    {
      AwsEc2Instance: fc.record({ NetworkInterfaces: fc.array(fc.record({ NetworkInterfaceId: id })) }),
      AwsEc2NetworkInterface: fc.record({
        Attachment: fc.record({ InstanceId: id }),
        SecurityGroups: fc.array(fc.record({ GroupId: id })),
      }),
      AwsS3Bucket: fc.record({ OwnerAccountId: id }),
      Container: fc.record({ ImageName: fc.oneof(id, fc.constant(IMAGE_NAME)) }),
      AwsIamAccessKey: fc.record(
        {
          AccessKeyId: id,
          PrincipalType: fc.constantFrom('IAMUser', 'AssumedRole'),
          PrincipalName: id,
          SessionContext: fc.record({ SessionIssuer: fc.record({ Arn: id }) }),
        },
        { requiredKeys: [] },
      ),
      'aws/inspector/instanceId': id,
    },
    { requiredKeys: [] },
  );
  return fc.array(told, { minLength: 1, maxLength: 3 });
}
