import { describe, expect, it } from 'vitest';
import { contextOfGuardDuty } from '../../../src/core/entity/context-of-guard-duty.ts';
import { instantOrder } from '../../../src/core/instant.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:guardduty:eu-west-1:${ACCOUNT}:detector/d/finding/f`;
const UPDATED_AT = '2026-01-01T00:00:00.000Z';

function raw(resource: Json, more: JsonObject = {}): JsonObject {
  return {
    accountId: ACCOUNT,
    region: 'eu-west-1',
    partition: 'aws',
    arn: ARN,
    id: 'f',
    updatedAt: UPDATED_AT,
    resource,
    ...more,
  };
}

/** The same JSON as the API gives it: every member with a capital first letter. */
function inApiCasing(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(inApiCasing);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      inApiCasing(member),
    ]),
  );
}

function relationsIn(source: JsonObject): readonly string[] {
  const context = contextOfGuardDuty(source);
  if (typeof context === 'string') throw new Error(context);
  return context.relations.map(({ ends: [one, other] }) => `${one.key} ~ ${other.key}`).sort();
}

function ec2(kind: string, id: string): string {
  return `arn:aws:ec2:eu-west-1:${ACCOUNT}:${kind}/${id}`;
}

const INSTANCE_RESOURCE = {
  resourceType: 'Instance',
  instanceDetails: {
    instanceId: 'i-1',
    networkInterfaces: [
      {
        networkInterfaceId: 'eni-1',
        securityGroups: [{ groupId: 'sg-1', groupName: 'web' }, { groupId: 'sg-2' }],
      },
      { networkInterfaceId: 'eni-2', securityGroups: [{ groupId: 'sg-2' }] },
      { securityGroups: [{ groupId: 'sg-3' }] },
    ],
  },
};
const INSTANCE_RELATIONS = [
  `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-1')}`,
  `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-2')}`,
  `${ec2('instance', 'i-1')} ~ ${ec2('security-group', 'sg-1')}`,
  `${ec2('instance', 'i-1')} ~ ${ec2('security-group', 'sg-2')}`,
  `${ec2('instance', 'i-1')} ~ ${ec2('security-group', 'sg-3')}`,
  `${ec2('network-interface', 'eni-1')} ~ ${ec2('security-group', 'sg-1')}`,
  `${ec2('network-interface', 'eni-1')} ~ ${ec2('security-group', 'sg-2')}`,
  `${ec2('network-interface', 'eni-2')} ~ ${ec2('security-group', 'sg-2')}`,
];

describe('contextOfGuardDuty', () => {
  it.each<[string, JsonObject]>([
    ['an event detail', raw(INSTANCE_RESOURCE)],
    ['an API result', inApiCasing(raw(INSTANCE_RESOURCE)) as JsonObject],
    ['an API result inside an event', { version: '0', detail: inApiCasing(raw(INSTANCE_RESOURCE)) }],
    ['a whole event', { version: '0', detail: raw(INSTANCE_RESOURCE) }],
  ])('ties an instance to its interfaces and groups in %s', (_, source) => {
    expect(relationsIn(source)).toEqual(INSTANCE_RELATIONS);
  });

  it('names its source and orders its versions', () => {
    expect(contextOfGuardDuty(raw({}))).toEqual({
      source: { productArn: 'guardduty-event', id: ARN },
      order: instantOrder(UPDATED_AT),
      relations: [],
      about: ['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsIamAccessKey', 'AwsS3Bucket'],
    });
  });

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    [
      'an access key to its user',
      { accessKeyDetails: { accessKeyId: 'AKIA1', userType: 'IAMUser', userName: 'alice' } },
      {},
      [`AwsIamAccessKey:::AKIA1 ~ arn:aws:iam::${ACCOUNT}:user/alice`],
    ],
    [
      'an access key to its role',
      { accessKeyDetails: { accessKeyId: 'ASIA1', userType: 'AssumedRole', userName: 'Admin' } },
      {},
      [`AwsIamAccessKey:::ASIA1 ~ arn:aws:iam::${ACCOUNT}:role/Admin`],
    ],
    [
      'a caller from elsewhere to the role of its own account',
      { accessKeyDetails: { accessKeyId: 'ASIA1', userType: 'AssumedRole', userName: 'Admin' } },
      { service: { action: { awsApiCallAction: { remoteAccountDetails: { accountId: '444455556666' } } } } },
      ['AwsIamAccessKey:::ASIA1 ~ arn:aws:iam::444455556666:role/Admin'],
    ],
    [
      'a root key to nothing',
      { accessKeyDetails: { accessKeyId: 'AKIA1', userType: 'Root', userName: 'Root' } },
      {},
      [],
    ],
    [
      'a bucket to its owner',
      { s3BucketDetails: [{ arn: 'arn:aws:s3:::logs', owner: { id: '444455556666' } }] },
      {},
      ['arn:aws:s3:::logs ~ AWS::::Account:444455556666'],
    ],
    [
      'a bucket to no canonical user',
      { s3BucketDetails: [{ name: 'logs', owner: { id: 'CanonicalId of Owner' } }] },
      {},
      [],
    ],
    [
      'an object to its bucket',
      { s3BucketDetails: [{ name: 'logs', s3ObjectDetails: [{ objectArn: 'arn:aws:s3:::logs/a' }] }] },
      {},
      ['arn:aws:s3:::logs/a ~ arn:aws:s3:::logs'],
    ],
    [
      'nothing to null',
      {
        instanceDetails: {
          instanceId: null,
          networkInterfaces: [{ networkInterfaceId: 'null', securityGroups: [{ groupId: 'sg-1' }] }],
        },
      },
      {},
      [],
    ],
  ])('ties %s', (_, resource, more, expected) => expect(relationsIn(raw(resource, more))).toEqual(expected));

  it('ties what belongs to an impossible account under keys without one', () => {
    const resource = {
      instanceDetails: { instanceId: 'i-1', networkInterfaces: [{ securityGroups: [{ groupId: 'sg-1' }] }] },
    };
    expect(relationsIn(raw(resource, { accountId: '1234567891234' }))).toEqual([
      'AwsEc2Instance::eu-west-1:i-1 ~ AwsEc2SecurityGroup::eu-west-1:sg-1',
    ]);
  });

  it.each<[string, JsonObject]>([
    ['a GuardDuty finding without `resource`', {}],
    ['a GuardDuty finding without `resource`', raw('i-1')],
    ['a GuardDuty finding without `arn` or `id`', raw({}, { arn: null, id: 7 })],
    ['a GuardDuty finding without a readable `updatedAt`', raw({}, { updatedAt: 'yesterday' })],
  ])('refuses %s', (reason, source) => expect(contextOfGuardDuty(source)).toBe(reason));
});
