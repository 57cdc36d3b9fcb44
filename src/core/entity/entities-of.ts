import type { Finding } from '../finding/finding.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { isAccountId } from './account-entity.ts';
import type { Entity } from './entity.ts';
import { entityOf, entityOfId } from './entity-of.ts';

/** An entity as a finding names it. */
export interface NamedEntity {
  readonly entity: Entity;
  /** The account that owns it, 12 digits: from the key, or for buckets and access keys from the details. */
  readonly owner?: string;
  /** The first of the finding's resources that names it. */
  readonly resource: JsonObject;
}

/** Where Inspector writes the id of the instance, whatever it puts into the resource. */
const INSPECTOR_INSTANCE_ID = 'aws/inspector/instanceId';

const NONE: readonly never[] = Object.freeze([]);

/** The entities that a finding's resources name, every one once, in the order of the resources. */
export function entitiesOf(finding: Finding): readonly NamedEntity[] {
  const resources = arrayAt(finding, 'Resources');
  if (resources.length > 1) return distinctEntities(resources, finding);
  const [resource] = resources;
  const entity = isJsonObject(resource) ? entityOfResource(resource, finding) : undefined;
  return entity === undefined ? NONE : [createNamedEntity(entity, resource as JsonObject)];
}

/** The entity that one of a finding's resources names; undefined when it names nothing. */
function entityOfResource(resource: JsonObject, finding: Finding): Entity | undefined {
  return entityOf(resource, finding) ?? entityToldElsewhere(resource, finding);
}

/** The object at `Details.<type>` of a resource, where products describe it; undefined when there is none. */
export function detailsOf(resource: JsonObject, type: string): Json | undefined {
  return memberOf(memberOf(resource, 'Details'), type);
}

function distinctEntities(resources: readonly Json[], finding: Finding): readonly NamedEntity[] {
  const named: NamedEntity[] = [];
  const placeByKey = new Map<string, number>();
  for (const resource of resources) {
    const entity = isJsonObject(resource) ? entityOfResource(resource, finding) : undefined;
    if (entity === undefined) continue;
    const place = placeByKey.get(entity.key);
    if (place === undefined) {
      placeByKey.set(entity.key, named.length);
      named.push(createNamedEntity(entity, resource as JsonObject));
    } else {
      completeOwner(named, place, resource as JsonObject);
    }
  }
  return named;
}

// INVARIANT: only ids that the product means for this very resource.
function entityToldElsewhere(resource: JsonObject, finding: Finding): Entity | undefined {
  switch (memberOf(resource, 'Type')) {
    case 'AwsEc2Instance':
      return entityOfId(
        memberOf(memberOf(finding, 'ProductFields'), INSPECTOR_INSTANCE_ID),
        resource,
        finding,
      );
    case 'AwsIamAccessKey':
      return entityOfId(memberOf(detailsOf(resource, 'AwsIamAccessKey'), 'AccessKeyId'), resource, finding);
    default:
      return undefined;
  }
}

function createNamedEntity(entity: Entity, resource: JsonObject): NamedEntity {
  const owner = entity.account ?? ownerInDetails(entity, resource);
  return owner === undefined ? { entity, resource } : { entity, owner, resource };
}

function completeOwner(named: NamedEntity[], place: number, resource: JsonObject): void {
  const first = named[place];
  if (first === undefined || first.owner !== undefined) return;
  const owner = ownerInDetails(first.entity, resource);
  if (owner !== undefined) named[place] = { ...first, owner };
}

function ownerInDetails(entity: Entity, resource: JsonObject): string | undefined {
  const member = entity.type === 'AwsS3Bucket' ? 'OwnerAccountId' : 'AccountId';
  if (entity.type !== 'AwsS3Bucket' && entity.type !== 'AwsIamAccessKey') return undefined;
  const owner = memberOf(detailsOf(resource, entity.type), member);
  return isAccountId(owner) ? owner : undefined;
}
