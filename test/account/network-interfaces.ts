import type { Service } from './http/service.ts';
import { createQueryService, xmlText } from './query-service.ts';

/** A network interface, as far as it tells which instance has which security groups. */
export interface NetworkInterface {
  readonly networkInterfaceId: string;
  readonly vpcId: string;
  readonly ownerId: string;
  readonly groupIds: readonly string[];
  /** The instance that it is attached to. */
  readonly instanceId?: string;
}

/** EC2: DescribeNetworkInterfaces with the filters `group-id` and `vpc-id`, in pages. */
export function createEc2Service(interfaces: readonly NetworkInterface[]): Service {
  const describeInterfaces = (parameters: URLSearchParams) => {
    const found = interfaces.filter((each) => passes(each, parameters));
    const max = Number(parameters.get('MaxResults') ?? 1000);
    const start = Number(parameters.get('NextToken') ?? 0);
    const next = start + max < found.length ? `<nextToken>${start + max}</nextToken>` : '';
    const items = found
      .slice(start, start + max)
      .map(toXml)
      .join('');
    return `<networkInterfaceSet>${items}</networkInterfaceSet>${next}`;
  };
  const operations = new Map([['DescribeNetworkInterfaces', describeInterfaces]]);
  return createQueryService({ operations, isEc2: true });
}

function passes({ groupIds, vpcId }: NetworkInterface, parameters: URLSearchParams): boolean {
  for (let number = 1; parameters.has(`Filter.${number}.Name`); number += 1) {
    const name = parameters.get(`Filter.${number}.Name`);
    const values = name === 'group-id' ? groupIds : name === 'vpc-id' ? [vpcId] : [];
    const wanted = [...parameters].filter(([key]) => key.startsWith(`Filter.${number}.Value.`));
    if (!wanted.some(([, value]) => values.includes(value))) return false;
  }
  return true;
}

function toXml({ networkInterfaceId, vpcId, ownerId, groupIds, instanceId }: NetworkInterface): string {
  const groups = groupIds.map((id) => `<item><groupId>${xmlText(id)}</groupId></item>`).join('');
  const attachment =
    instanceId === undefined
      ? ''
      : `<attachment><instanceId>${xmlText(instanceId)}</instanceId><instanceOwnerId>${ownerId}</instanceOwnerId></attachment>`;
  return (
    `<item><networkInterfaceId>${networkInterfaceId}</networkInterfaceId><vpcId>${vpcId}</vpcId>` +
    `<ownerId>${ownerId}</ownerId><groupSet>${groups}</groupSet>${attachment}</item>`
  );
}
