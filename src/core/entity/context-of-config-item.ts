import { instantOrder } from '../instant.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, memberOf, stringAt } from '../json.ts';
import { accountEntity, isAccountId } from './account-entity.ts';
import { toAsffType } from './asff-type.ts';
import { type Context, eitherCase, tieInterface } from './context.ts';
import type { Entity, Relation } from './entity.ts';
import type { Scope } from './entity-named.ts';
import { isRegionLike, partitionOfRegion } from './entity-of.ts';
import { parseArn } from './parse-arn.ts';
import { type RelationsByEnds, tie } from './related-types.ts';
import { scopeInAccount, toldEntity } from './told-entity.ts';

/** What names a resource in Config: the four parts are there even when the resource is gone. */
interface ConfigResource {
  readonly type: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/**
 * The relations that an AWS Config item states, from `relationships` and from `configuration` (an object, or its
 * JSON as text). The item of a deleted resource states none, but is a newer version. Text is the reason why the
 * item cannot be read. https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html
 */
export function contextOfConfigItem(item: JsonObject): Context | string {
  const inner = withoutEnvelope(item);
  const resource = resourceOf(inner);
  if (resource === undefined) return 'a Config item without `resourceType`, `resourceId` or `awsRegion`';
  const order = instantOrder(eitherCase(inner, 'configurationItemCaptureTime'));
  if (order === undefined) return 'a Config item without a readable `configurationItemCaptureTime`';
  const configuration = configurationOf(inner);
  if (configuration === undefined) return 'a Config item whose `configuration` is not JSON';
  const id = `${resource.account}/${resource.region}/${resource.type}/${resource.id}`;
  const relations = isDeleted(inner) ? [] : relationsOfItem(inner, resource, configuration);
  return { source: { productArn: 'config-item', id }, order, relations, about: subjectsOf(resource) };
}

/** An instance's item also tells what its network interfaces are related to. */
function subjectsOf({ type }: ConfigResource): readonly string[] {
  return type === 'AwsEc2Instance' ? [type, 'AwsEc2NetworkInterface'] : [type];
}

// An event carries the item in `detail`, a notification carries it beside its diff.
function withoutEnvelope(item: JsonObject): JsonObject {
  const detail = memberOf(item, 'detail') ?? item;
  const inner = memberOf(detail, 'configurationItem');
  return isJsonObject(inner) ? inner : item;
}

function resourceOf(item: JsonObject): ConfigResource | undefined {
  const type = eitherCase(item, 'resourceType');
  const id = eitherCase(item, 'resourceId');
  const region = eitherCase(item, 'awsRegion');
  const account = accountOf(item);
  if (typeof type !== 'string' || typeof id !== 'string' || id === '') return undefined;
  return isRegionLike(region) ? { type: toAsffType(type), id, account, region } : undefined;
}

function accountOf(item: JsonObject): string {
  const account = eitherCase(item, 'accountId') ?? eitherCase(item, 'awsAccountId');
  return isAccountId(account) ? account : '';
}

function configurationOf(item: JsonObject): Json | undefined {
  const configuration = eitherCase(item, 'configuration') ?? null;
  if (typeof configuration !== 'string' || configuration === '') return configuration;
  try {
    return JSON.parse(configuration) as Json;
  } catch {
    return undefined;
  }
}

function isDeleted(item: JsonObject): boolean {
  const status = eitherCase(item, 'configurationItemStatus');
  return typeof status === 'string' && status.startsWith('ResourceDeleted');
}

function relationsOfItem(
  item: JsonObject,
  resource: ConfigResource,
  configuration: Json,
): readonly Relation[] {
  const relations: RelationsByEnds = new Map();
  const arn = stringAt(item, 'ARN') ?? stringAt(item, 'arn');
  const scope = scopeOfItem(resource, arn);
  const entity = toldEntity(resource.type, arn ?? resource.id, scope);
  if (entity === undefined) return [];
  for (const related of arrayAt(item, 'relationships')) tie(relations, entity, relatedEntity(related, scope));
  tieByConfiguration(relations, entity, configuration, scope);
  return [...relations.values()];
}

function scopeOfItem({ account, region }: ConfigResource, arn: string | undefined): Scope {
  const partition = (arn === undefined ? undefined : parseArn(arn)?.partition) ?? partitionOfRegion(region);
  return { partition, account, region: region === 'global' ? '' : region };
}

function relatedEntity(related: Json, scope: Scope): Entity | undefined {
  const type = eitherCase(related, 'resourceType');
  if (typeof type !== 'string') return undefined;
  return toldEntity(toAsffType(type), eitherCase(related, 'resourceId'), scope);
}

function tieByConfiguration(
  relations: RelationsByEnds,
  entity: Entity,
  configuration: Json,
  scope: Scope,
): void {
  if (entity.type === 'AwsEc2Instance') {
    tieInstance(relations, entity, configuration, scope);
  } else if (entity.type === 'AwsEc2NetworkInterface') {
    tieNetworkInterface(relations, entity, configuration, scope);
  } else if (entity.type === 'AwsS3Bucket' && isAccountId(scope.account)) {
    tie(relations, entity, accountEntity(scope.account));
  }
}

function tieInstance(relations: RelationsByEnds, instance: Entity, configuration: Json, scope: Scope): void {
  const groups = arrayAt(configuration, 'securityGroups');
  tieInterface(relations, { instance, networkInterface: undefined }, groups, scope);
  for (const item of arrayAt(configuration, 'networkInterfaces')) {
    const id = eitherCase(item, 'networkInterfaceId');
    const networkInterface = toldEntity('AwsEc2NetworkInterface', id, scope);
    tieInterface(relations, { instance, networkInterface }, arrayAt(item, 'groups'), scope);
  }
}

function tieNetworkInterface(
  relations: RelationsByEnds,
  networkInterface: Entity,
  configuration: Json,
  scope: Scope,
): void {
  const attachment = memberOf(configuration, 'attachment');
  const instanceScope = scopeInAccount(scope, memberOf(attachment, 'instanceOwnerId'));
  const instance = toldEntity('AwsEc2Instance', memberOf(attachment, 'instanceId'), instanceScope);
  tieInterface(relations, { instance, networkInterface }, arrayAt(configuration, 'groups'), scope);
}
