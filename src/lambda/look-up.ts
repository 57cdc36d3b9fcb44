import { DescribeNetworkInterfacesCommand, type EC2Client, type NetworkInterface } from '@aws-sdk/client-ec2';
import type { Observation } from '../core/correlation/observe.ts';
import { contextOfNetworkInterfaces } from '../core/entity/context-of-network-interfaces.ts';
import { ENTITY_TYPE_OF_KIND, type Entity } from '../core/entity/entity.ts';
import type { Json } from '../core/json.ts';
import type { Rule } from '../core/rule/rule.ts';
import type { Engine } from '../engine.ts';
import type { Notes } from '../store/dynamodb/notes.ts';
import type { Environment } from './environment.ts';
import type { Telemetry } from './telemetry.ts';

/** What looking up works with. */
export interface LookUpParts {
  readonly client: EC2Client;
  readonly engine: Engine;
  readonly environment: Environment;
  readonly rules: readonly Rule[];
  readonly table: { readonly notes: Notes };
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/** A group that was looked up counts as known for so long. */
const LOOKED_UP_MS = 60 * 60 * 1000;
/** More interfaces than this make a group too wide to be crossed anyway. */
const INTERFACES_MAX = 2000;

/**
 * Creates the lookup of what a security group is attached to, for groups on which a signal sits that looks across:
 * control findings do not tell it. It reads this account and Region only; a lookup that fails is told and left.
 */
export function createLookUp(parts: LookUpParts): (observation: Observation) => Promise<void> {
  const signalsAcross = new Set(
    parts.rules.flatMap(({ id, signals }) =>
      signals.filter(({ on }) => on === 'securityGroup').map(({ name }) => `${id}\n${name}`),
    ),
  );
  return async ({ filings }) => {
    const groups = new Map<string, Entity>();
    for (const { key, entity } of filings) {
      if (entity.type !== ENTITY_TYPE_OF_KIND.securityGroup) continue;
      if (signalsAcross.has(`${key.rule}\n${key.signal}`) && isOwn(entity, parts))
        groups.set(entity.key, entity);
    }
    for (const group of groups.values()) await lookUpGroup(group, parts);
  };
}

function isOwn({ account, region }: Entity, { environment }: LookUpParts): boolean {
  return account === environment.account && region === environment.region;
}

async function lookUpGroup(group: Entity, parts: LookUpParts): Promise<void> {
  const { notes } = parts.table;
  if (await notes.isLookedUp(group.key)) return;
  const readAt = new Date(parts.now()).toISOString();
  let interfaces: readonly NetworkInterface[];
  try {
    interfaces = await describeInterfaces(group, parts.client);
  } catch (error) {
    parts.telemetry.error('the network interfaces of a security group could not be read', error, {
      group: group.key,
    });
    return;
  }
  const context = contextOfNetworkInterfaces(group, interfaces.map(toJson), readAt);
  const observation = context && parts.engine.observeContext(context);
  if (observation !== undefined) await parts.engine.save(observation);
  await notes.noteLookedUp(group.key, LOOKED_UP_MS);
}

async function describeInterfaces(group: Entity, client: EC2Client): Promise<readonly NetworkInterface[]> {
  const interfaces: NetworkInterface[] = [];
  const groupId = group.key.slice(group.key.lastIndexOf('/') + 1);
  let NextToken: string | undefined;
  do {
    const Filters = [{ Name: 'group-id', Values: [groupId] }];
    const page = await client.send(
      new DescribeNetworkInterfacesCommand({ Filters, MaxResults: 1000, NextToken }),
    );
    interfaces.push(...(page.NetworkInterfaces ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined && interfaces.length < INTERFACES_MAX);
  return interfaces;
}

/** Only what relations are told from. */
function toJson({ NetworkInterfaceId, Groups, Attachment }: NetworkInterface): Json {
  return {
    NetworkInterfaceId: NetworkInterfaceId ?? null,
    Groups: (Groups ?? []).map(({ GroupId }) => ({ GroupId: GroupId ?? null })),
    Attachment: {
      InstanceId: Attachment?.InstanceId ?? null,
      InstanceOwnerId: Attachment?.InstanceOwnerId ?? null,
    },
  };
}
