import { describe, expect, it } from 'vitest';
import { contextOfConfigItem } from '../../../src/core/entity/context-of-config-item.ts';
import { instantOrder } from '../../../src/core/instant.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const CAPTURED_AT = '2026-01-01T00:00:00.000Z';

function item(resourceType: string, resourceId: string, more: JsonObject = {}): JsonObject {
  return {
    awsAccountId: ACCOUNT,
    awsRegion: 'eu-west-1',
    resourceType,
    resourceId,
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: CAPTURED_AT,
    relationships: [],
    configuration: null,
    ...more,
  };
}

function relationsIn(source: JsonObject): readonly string[] {
  const context = contextOfConfigItem(source);
  if (typeof context === 'string') throw new Error(context);
  return context.relations.map(({ ends: [one, other] }) => `${one.key} ~ ${other.key}`).sort();
}

function ec2(kind: string, id: string, account: string = ACCOUNT): string {
  return `arn:aws:ec2:eu-west-1:${account}:${kind}/${id}`;
}

const related = (resourceType: string, resourceId: Json, name: JsonObject = { name: 'Is attached to' }) => ({
  resourceType,
  resourceId,
  ...name,
});
const INSTANCE_TO_GROUP = `${ec2('instance', 'i-1')} ~ ${ec2('security-group', 'sg-1')}`;
const INSTANCE_TO_INTERFACE = `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-1')}`;
const INTERFACE_TO_GROUP = `${ec2('network-interface', 'eni-1')} ~ ${ec2('security-group', 'sg-1')}`;

const INSTANCE_CONFIGURATION = {
  instanceId: 'i-1',
  securityGroups: [{ groupId: 'sg-1', groupName: 'web' }],
  networkInterfaces: [{ networkInterfaceId: 'eni-1', groups: [{ groupId: 'sg-1' }] }],
};

describe('contextOfConfigItem', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    [
      'the relationships of an instance',
      item('AWS::EC2::Instance', 'i-1', {
        relationships: [
          related('AWS::EC2::NetworkInterface', 'eni-1'),
          related('AWS::EC2::SecurityGroup', 'sg-1', {
            relationshipName: 'Is associated with SecurityGroup',
          }),
          related('AWS::EC2::VPC', 'vpc-1'),
          related('AWS::EC2::Volume', 'vol-1'),
          related('AWS::EC2::SecurityGroup', null),
          null,
        ],
      }),
      [INSTANCE_TO_INTERFACE, INSTANCE_TO_GROUP],
    ],
    [
      'the relationships of a group',
      item('AWS::EC2::SecurityGroup', 'sg-1', {
        ARN: ec2('security-group', 'sg-1'),
        relationships: [related('AWS::EC2::Instance', 'i-1'), related('AWS::EC2::NetworkInterface', 'eni-1')],
      }),
      [INSTANCE_TO_GROUP, INTERFACE_TO_GROUP],
    ],
    [
      'the configuration of an instance',
      item('AWS::EC2::Instance', 'i-1', { configuration: INSTANCE_CONFIGURATION }),
      [INSTANCE_TO_INTERFACE, INSTANCE_TO_GROUP, INTERFACE_TO_GROUP],
    ],
    [
      'a configuration written as text',
      item('AWS::EC2::Instance', 'i-1', { configuration: JSON.stringify(INSTANCE_CONFIGURATION) }),
      [INSTANCE_TO_INTERFACE, INSTANCE_TO_GROUP, INTERFACE_TO_GROUP],
    ],
    [
      'the configuration of a network interface',
      item('AWS::EC2::NetworkInterface', 'eni-1', {
        configuration: { attachment: { instanceId: 'i-1' }, groups: [{ groupId: 'sg-1' }] },
      }),
      [INSTANCE_TO_INTERFACE, INSTANCE_TO_GROUP, INTERFACE_TO_GROUP],
    ],
    [
      'an instance of another account',
      item('AWS::EC2::NetworkInterface', 'eni-1', {
        configuration: { attachment: { instanceId: 'i-1', instanceOwnerId: '444455556666' } },
      }),
      [`${ec2('instance', 'i-1', '444455556666')} ~ ${ec2('network-interface', 'eni-1')}`],
    ],
    [
      'a network interface attached to nothing',
      item('AWS::EC2::NetworkInterface', 'eni-1', { configuration: { attachment: null } }),
      [],
    ],
    [
      'an IAM role, whose policies are outside the related types',
      item('AWS::IAM::Role', 'AROAEXAMPLE', {
        awsRegion: 'global',
        ARN: `arn:aws:iam::${ACCOUNT}:role/team/Admin`,
        relationships: [related('AWS::IAM::Policy', 'ANPAEXAMPLE')],
      }),
      [],
    ],
    [
      'a bucket, which lives where it is owned',
      item('AWS::S3::Bucket', 'logs', { ARN: 'arn:aws:s3:::logs' }),
      [`arn:aws:s3:::logs ~ AWS::::Account:${ACCOUNT}`],
    ],
    [
      'a deleted resource',
      item('AWS::EC2::Instance', 'i-1', {
        configurationItemStatus: 'ResourceDeleted',
        configuration: INSTANCE_CONFIGURATION,
      }),
      [],
    ],
    [
      'a deleted resource that was not recorded',
      item('AWS::EC2::Instance', 'i-1', {
        configurationItemStatus: 'ResourceDeletedNotRecorded',
        configuration: INSTANCE_CONFIGURATION,
      }),
      [],
    ],
    [
      'an unheard-of type',
      item('AWS::Unheard::Of', 'x', { relationships: [related('AWS::EC2::Instance', 'i-1')] }),
      [],
    ],
  ])('reads %s', (_, source, expected) => expect(relationsIn(source)).toEqual([...expected].sort()));

  it('names the same source whether the resource is there or gone', () => {
    const there = contextOfConfigItem(item('AWS::EC2::Instance', 'i-1', { ARN: ec2('instance', 'i-1') }));
    const gone = contextOfConfigItem(
      item('AWS::EC2::Instance', 'i-1', {
        configurationItemStatus: 'ResourceDeleted',
        configurationItemCaptureTime: '2026-01-02T00:00:00Z',
      }),
    );
    if (typeof there === 'string' || typeof gone === 'string') throw new Error('unreadable');
    expect(gone.source).toEqual(there.source);
    expect(gone.source.productArn).toBe('config-item');
    expect(there.order).toBe(instantOrder(CAPTURED_AT));
    expect(gone.order > there.order).toBe(true);
  });

  it.each<[string, (inner: JsonObject) => JsonObject]>([
    ['an event', (inner) => ({ version: '0', detail: { configurationItem: inner } })],
    ['a notification', (inner) => ({ configurationItemDiff: {}, configurationItem: inner })],
  ])('reads the item inside %s', (_, wrap) => {
    expect(
      relationsIn(wrap(item('AWS::EC2::Instance', 'i-1', { configuration: INSTANCE_CONFIGURATION }))),
    ).toHaveLength(3);
  });

  it.each<[string, JsonObject]>([
    ['a Config item without `resourceType`, `resourceId` or `awsRegion`', {}],
    ['a Config item without `resourceType`, `resourceId` or `awsRegion`', item('AWS::EC2::Instance', '')],
    [
      'a Config item without a readable `configurationItemCaptureTime`',
      item('AWS::EC2::Instance', 'i-1', { configurationItemCaptureTime: 7 }),
    ],
    [
      'a Config item whose `configuration` is not JSON',
      item('AWS::EC2::Instance', 'i-1', { configuration: '{"a":' }),
    ],
  ])('refuses %s', (reason, source) => expect(contextOfConfigItem(source)).toBe(reason));
});
