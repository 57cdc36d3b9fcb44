import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/core/entity/context.ts';
import { contextOfNetworkInterfaces } from '../../../src/core/entity/context-of-network-interfaces.ts';
import type { Entity } from '../../../src/core/entity/entity.ts';
import { entityOf, RESOURCE_ID_LENGTH_MAX } from '../../../src/core/entity/entity-of.ts';
import { instantOrder } from '../../../src/core/instant.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';
const READ_AT = '2026-03-01T09:05:30.123Z';
const GROUP = groupWith(ec2('security-group', 'sg-1'));

function ec2(kind: string, id: string, account: string = ACCOUNT): string {
  return `arn:aws:ec2:eu-west-1:${account}:${kind}/${id}`;
}

function groupWith(id: string): Entity {
  const entity = entityOf({ Type: 'AwsEc2SecurityGroup', Id: id }, { Region: 'eu-west-1' });
  if (entity === undefined) throw new Error(`no entity: ${id}`);
  return entity;
}

/** As DescribeNetworkInterfaces describes an interface of an instance; members that tell no relation are left out. */
function networkInterface(id: Json, more: JsonObject = {}): JsonObject {
  return {
    NetworkInterfaceId: id,
    Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
    Attachment: { InstanceId: 'i-1', InstanceOwnerId: ACCOUNT, Status: 'attached' },
    OwnerId: ACCOUNT,
    ...more,
  };
}

function contextOf(interfaces: readonly Json[], group: Entity = GROUP): Context {
  const context = contextOfNetworkInterfaces(group, interfaces, READ_AT);
  if (context === undefined) throw new Error('no context');
  return context;
}

function relationsIn(interfaces: readonly Json[], group: Entity = GROUP): readonly string[] {
  return contextOf(interfaces, group)
    .relations.map(({ ends: [one, other] }) => `${one.key} ~ ${other.key}`)
    .sort();
}

function tied(instance: string, eni: string, group: string): readonly string[] {
  return [`${instance} ~ ${eni}`, `${instance} ~ ${group}`, `${eni} ~ ${group}`];
}

const INSTANCE = ec2('instance', 'i-1');
const ENI = ec2('network-interface', 'eni-1');
const ENI_TO_GROUP = `${ENI} ~ ${GROUP.key}`;

describe('contextOfNetworkInterfaces', () => {
  it.each<[string, readonly Json[], readonly string[]]>([
    ['nothing where the group has no interface', [], []],
    ['instance, interface and group', [networkInterface('eni-1')], tied(INSTANCE, ENI, GROUP.key)],
    ['each once', [networkInterface('eni-1'), networkInterface('eni-1')], tied(INSTANCE, ENI, GROUP.key)],
    [
      'every instance of the group',
      [
        networkInterface('eni-1'),
        networkInterface('eni-2', { Attachment: { InstanceId: 'i-2', InstanceOwnerId: ACCOUNT } }),
      ],
      [
        ...tied(INSTANCE, ENI, GROUP.key),
        ...tied(ec2('instance', 'i-2'), ec2('network-interface', 'eni-2'), GROUP.key),
      ],
    ],
    [
      'one instance over two interfaces',
      [networkInterface('eni-1'), networkInterface('eni-2')],
      [
        ...tied(INSTANCE, ENI, GROUP.key),
        `${INSTANCE} ~ ${ec2('network-interface', 'eni-2')}`,
        `${ec2('network-interface', 'eni-2')} ~ ${GROUP.key}`,
      ],
    ],
    [
      'the other groups of an interface',
      [networkInterface('eni-1', { Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }] })],
      [
        ...tied(INSTANCE, ENI, GROUP.key),
        `${INSTANCE} ~ ${ec2('security-group', 'sg-2')}`,
        `${ENI} ~ ${ec2('security-group', 'sg-2')}`,
      ],
    ],
    [
      'the group that was asked for, whether the answer repeats it or not',
      [networkInterface('eni-1', { Groups: [] })],
      tied(INSTANCE, ENI, GROUP.key),
    ],
    [
      'an instance in the account of its owner',
      [networkInterface('eni-1', { Attachment: { InstanceId: 'i-1', InstanceOwnerId: OTHER_ACCOUNT } })],
      tied(ec2('instance', 'i-1', OTHER_ACCOUNT), ENI, GROUP.key),
    ],
    [
      'no instance where a service holds the interface',
      [networkInterface('eni-1', { Attachment: { InstanceOwnerId: 'amazon-elb' } })],
      [ENI_TO_GROUP],
    ],
    [
      'no instance where the interface is attached to nothing',
      [networkInterface('eni-1', { Attachment: null }), { NetworkInterfaceId: 'eni-2' }],
      [ENI_TO_GROUP, `${ec2('network-interface', 'eni-2')} ~ ${GROUP.key}`],
    ],
    ['what is left where the interface has no id', [networkInterface(null)], [`${INSTANCE} ~ ${GROUP.key}`]],
  ])('ties %s', (_name, interfaces, expected) => {
    expect(relationsIn(interfaces)).toEqual([...expected].sort());
  });

  it('stays in the partition, Region and account of the group', () => {
    const group = groupWith(`arn:aws-cn:ec2:cn-north-1:${OTHER_ACCOUNT}:security-group/sg-1`);
    const [instance, eni] = ['instance/i-1', 'network-interface/eni-1'].map((resource) =>
      group.key.replace('security-group/sg-1', resource),
    );
    const item = networkInterface('eni-1', { Attachment: { InstanceId: 'i-1' } });
    expect(relationsIn([item], group)).toEqual([...tied(instance ?? '', eni ?? '', group.key)].sort());
  });

  it('is a version of one source for each group, as old as the reading', () => {
    const { relations: _, ...context } = contextOf([networkInterface('eni-1')]);
    expect(context).toEqual({
      source: { productArn: 'network-interfaces', id: GROUP.key },
      order: instantOrder(READ_AT),
      about: ['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsEc2SecurityGroup'],
    });
    expect(contextOf([]).source).toEqual(context.source);
    const later = contextOfNetworkInterfaces(GROUP, [], '2026-03-01T09:05:31Z');
    expect((later?.order ?? '') > context.order).toBe(true);
  });

  it('is none for a group whose key is no ARN, or without a time', () => {
    const nameless = groupWith('sg-1');
    expect(nameless.key).toBe('AwsEc2SecurityGroup::eu-west-1:sg-1');
    expect(contextOfNetworkInterfaces(nameless, [networkInterface('eni-1')], READ_AT)).toBeUndefined();
    expect(contextOfNetworkInterfaces(GROUP, [networkInterface('eni-1')], 'yesterday')).toBeUndefined();
  });
});

const LONG = 'i'.repeat(RESOURCE_ID_LENGTH_MAX + 1);

describe('an answer that no one at AWS would write', () => {
  it.each<[string, Json]>([
    ['null', null],
    ['a text', 'eni-1'],
    ['a list', [{ NetworkInterfaceId: 'eni-1' }]],
    ['an empty object', {}],
    ['ids that are no texts', { NetworkInterfaceId: 1, Attachment: { InstanceId: ['i-1'] }, Groups: [7] }],
    ['ids of nothing', { NetworkInterfaceId: 'null', Attachment: { InstanceId: '' } }],
    ['ids too long', { NetworkInterfaceId: LONG, Attachment: { InstanceId: LONG } }],
    ['another type than an instance', { Attachment: { InstanceId: 'arn:aws:s3:::logs' } }],
    ['members of the prototype', JSON.parse('{"__proto__": {"NetworkInterfaceId": "eni-1"}}')],
  ])('ties nothing: %s', (_name, item) => expect(relationsIn([item])).toEqual([]));

  it.each<[string, JsonObject]>([
    ['groups that are no list', { Groups: 'sg-2' }],
    ['groups without an id', { Groups: [null, {}, { GroupId: null }, { GroupId: LONG }, 'sg-2'] }],
    ['an attachment that is a text', { Attachment: 'i-1' }],
    ['an owner that is no account', { Attachment: { InstanceOwnerId: '../../1' } }],
  ])('keeps what can be read: %s', (_name, more) => {
    expect(relationsIn([null, networkInterface('eni-1', { Attachment: null, ...more })])).toEqual([
      ENI_TO_GROUP,
    ]);
  });

  it('takes an impossible owner for the account of the group', () => {
    const item = networkInterface('eni-1', { Attachment: { InstanceId: 'i-1', InstanceOwnerId: 'x:y' } });
    expect(relationsIn([item])).toEqual([...tied(INSTANCE, ENI, GROUP.key)].sort());
  });

  it('never throws, and states relations of its own types only', () => {
    const known = fc.constantFrom<Json>(
      'i-1',
      'eni-1',
      'sg-1',
      'null',
      'arn:aws:s3:::logs',
      ENI,
      INSTANCE,
      LONG,
    );
    const id = fc.oneof(
      { weight: 4, arbitrary: known },
      { weight: 1, arbitrary: fc.json().map((text) => JSON.parse(text) as Json) },
    );
    const item = fc.oneof(
      { weight: 1, arbitrary: id },
      {
        weight: 4,
        arbitrary: fc.record(
          {
            NetworkInterfaceId: id,
            Groups: fc.oneof(fc.array(fc.record({ GroupId: id })), id),
            Attachment: fc.oneof(fc.record({ InstanceId: id, InstanceOwnerId: id }), id),
          },
          { requiredKeys: [] },
        ),
      },
    );
    let stated = 0;
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const { relations, about } = contextOf(items);
        stated += relations.length;
        for (const { ends } of relations)
          expect(ends.every(({ type, key }) => about.includes(type) && key !== '')).toBe(true);
        expect(contextOf(items.toReversed()).relations).toHaveLength(relations.length);
      }),
    );
    expect(stated).toBeGreaterThan(50);
  });
});
