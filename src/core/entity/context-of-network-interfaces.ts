import { instantOrder } from '../instant.ts';
import { arrayAt, type Json, memberOf } from '../json.ts';
import { type Context, eitherCase, tieInterface } from './context.ts';
import type { Entity } from './entity.ts';
import { parseArn } from './parse-arn.ts';
import { type RelationsByEnds, tie } from './related-types.ts';
import { scopeInAccount, toldEntity } from './told-entity.ts';

/**
 * The relations that the network interfaces of a security group state, as DescribeNetworkInterfaces gives them; `readAt`
 * is when it was asked. Undefined for a group whose key is no ARN.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
 */
export function contextOfNetworkInterfaces(
  group: Entity,
  interfaces: readonly Json[],
  readAt: string,
): Context | undefined {
  const arn = parseArn(group.key);
  const order = instantOrder(readAt);
  if (arn === undefined || order === undefined) return undefined;
  const scope = { partition: arn.partition, account: arn.account, region: arn.region };
  const relations: RelationsByEnds = new Map();
  for (const item of interfaces) {
    const networkInterface = toldEntity(
      'AwsEc2NetworkInterface',
      eitherCase(item, 'networkInterfaceId'),
      scope,
    );
    const attachment = memberOf(item, 'Attachment');
    const instanceScope = scopeInAccount(scope, memberOf(attachment, 'InstanceOwnerId'));
    const instance = toldEntity('AwsEc2Instance', memberOf(attachment, 'InstanceId'), instanceScope);
    tieInterface(relations, { instance, networkInterface }, arrayAt(item, 'Groups'), scope);
    tie(relations, networkInterface, group);
    tie(relations, instance, group);
  }
  return {
    source: { productArn: 'network-interfaces', id: group.key },
    order,
    relations: [...relations.values()],
    about: ['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsEc2SecurityGroup'],
  };
}
