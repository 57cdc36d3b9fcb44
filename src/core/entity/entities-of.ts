import type { Finding } from '../finding/finding.ts';
import { typesOf } from '../finding/normalize-finding.ts';
import { PRODUCT, productOf } from '../finding/product-of.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, memberOf } from '../json.ts';
import { isAccountId } from './account-entity.ts';
import type { Entity } from './entity.ts';
import { entityOf, entityOfId } from './entity-of.ts';

/** An entity as a finding names it. */
export interface NamedEntity {
  readonly entity: Entity;
  /** The account that owns it, 12 digits: from the key, or for buckets and access keys from what the finding tells. */
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
  return entity === undefined ? NONE : [createNamedEntity(entity, resource as JsonObject, finding)];
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
      named.push(createNamedEntity(entity, resource as JsonObject, finding));
    } else {
      completeOwner(named, place, resource as JsonObject, finding);
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

function createNamedEntity(entity: Entity, resource: JsonObject, finding: Finding): NamedEntity {
  const owner = entity.account ?? ownerTold(entity, resource, finding);
  return owner === undefined ? { entity, resource } : { entity, owner, resource };
}

function completeOwner(named: NamedEntity[], place: number, resource: JsonObject, finding: Finding): void {
  const first = named[place];
  if (first === undefined || first.owner !== undefined) return;
  const owner = ownerTold(first.entity, resource, finding);
  if (owner !== undefined) named[place] = { ...first, owner };
}

function ownerTold({ type }: Entity, resource: JsonObject, finding: Finding): string | undefined {
  switch (type) {
    case 'AwsS3Bucket':
      return accountIn(memberOf(detailsOf(resource, type), 'OwnerAccountId'));
    case 'AwsIamAccessKey':
      return accountIn(memberOf(detailsOf(resource, type), 'AccountId')) ?? accountOfIdentity(finding);
    default:
      return undefined;
  }
}

function accountIn(value: Json | undefined): string | undefined {
  return isAccountId(value) ? value : undefined;
}

/** Native types of findings that are about an identity, rather than about what it reached. */
const ABOUT_IDENTITY = /:IAM(?:User)?\//;

/**
 * GuardDuty hardly ever tells the account of a key. What it says of an identity it read in the CloudTrail of the account
 * that the identity is of (GuardDuty guide, IAM finding types); of a bucket, the reader may be anybody's.
 */
function accountOfIdentity(finding: Finding): string | undefined {
  if (productOf(finding.ProductArn) !== PRODUCT.guardDuty) return undefined;
  const types = typesOf(finding, PRODUCT.guardDuty);
  return types.length > 0 && types.every((type) => ABOUT_IDENTITY.test(type))
    ? accountIn(finding.AwsAccountId)
    : undefined;
}
