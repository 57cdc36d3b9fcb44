import type { Json } from '../json.ts';
import { isAccountId } from './account-entity.ts';
import type { Entity } from './entity.ts';
import { entityNamed, entityToldByArn, isNothing, type Scope } from './entity-named.ts';
import { partitionOfRegion, RESOURCE_ID_LENGTH_MAX } from './entity-of.ts';
import { parseArn } from './parse-arn.ts';

/** What a session issuer or a raw event says of the principal behind an access key. */
export interface StatedPrincipal {
  /** `IAMUser`, `AssumedRole`, `Role`, `Root`, … */
  readonly type: Json | undefined;
  readonly name: Json | undefined;
  /** Unique id; `AIDA…` is a user's, `AROA…` a role's. */
  readonly id: Json | undefined;
}

/** The entity of this type whose id or name a source gives in some member; undefined for anything unusable. */
export function toldEntity(type: string, id: Json | undefined, scope: Scope): Entity | undefined {
  if (typeof id !== 'string' || id.length > RESOURCE_ID_LENGTH_MAX) return undefined;
  const arn = parseArn(id);
  return arn === undefined ? entityNamed(type, id, scope) : entityToldByArn(arn, id);
}

/** The partition, account and Region that an entity's neighbours share with it. */
export function scopeOfEntity(entity: Entity): Scope {
  const region = entity.region ?? '';
  const partition = parseArn(entity.key)?.partition ?? partitionOfRegion(region);
  return { partition, account: entity.account ?? '', region };
}

/** The same scope in another account, where `account` is one. */
export function scopeInAccount(scope: Scope, account: Json | undefined): Scope {
  return isAccountId(account) ? { ...scope, account } : scope;
}

/** The IAM user or role that a source names as the principal of an access key; undefined for any other kind. */
export function toldPrincipal(principal: StatedPrincipal, scope: Scope): Entity | undefined {
  const type = typeOfPrincipal(principal);
  if (type === undefined || typeof principal.name !== 'string' || isNothing(principal.name)) return undefined;
  const entity = toldEntity(type, principal.name, scope);
  return entity?.key.startsWith('arn:') ? entity : undefined;
}

function typeOfPrincipal({ type, id }: StatedPrincipal): string | undefined {
  if (type === 'IAMUser' || type === 'User') return 'AwsIamUser';
  if (type === 'AssumedRole' || type === 'Role') return 'AwsIamRole';
  if (type !== undefined || typeof id !== 'string') return undefined;
  if (id.startsWith('AIDA')) return 'AwsIamUser';
  return id.startsWith('AROA') ? 'AwsIamRole' : undefined;
}
