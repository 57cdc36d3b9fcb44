import { type Json, memberOf } from '../json.ts';
import { isAccountId } from './account-entity.ts';
import { toAsffType } from './asff-type.ts';
import type { Entity } from './entity.ts';
import { entityNamed, entityOfArn, entityToldByArn, type Scope } from './entity-named.ts';
import { parseArn } from './parse-arn.ts';

/**
 * Longest resource id that names an entity, in UTF-16 units: an S3 object has the longest ARN, a prefix, 63
 * characters of bucket and 1,024 bytes of key. ASFF itself sets no limit.
 */
export const RESOURCE_ID_LENGTH_MAX = 1_200;

const TYPE_LENGTH_MAX = 256;
const REGION_LENGTH_MAX = 32;

/** Products that publish findings about other accounts' resources under their own AwsAccountId. */
const PRODUCTS_OF_OTHER_ACCOUNTS: readonly string[] = ['/aws/macie', '/aws/access-analyzer'];

// What is asked of one finding in turn asks for the same entity. To remember more than the last one costs as much as
// to read an ARN: in a feed three ids of four are none of the last 4,000.
// INVARIANT: only what follows from the id text alone, whatever the rest of the resource says.
let lastId = '';
let lastTold: Entity | undefined;

/**
 * The canonical entity of one element of ASFF `Resources[]`, whatever its spelling; undefined when it names
 * nothing (`null`, `AWS::IAM::AccessKey:null`, no id, one longer than any real one). What the id leaves out comes
 * from the resource's Partition and Region and from the finding's Region and AwsAccountId.
 */
export function entityOf(resource: Json | undefined, finding: Json | undefined): Entity | undefined {
  return entityOfId(memberOf(resource, 'Id'), resource, finding);
}

/** Like `entityOf`, for a resource whose usable id stands elsewhere than in its `Id`. */
export function entityOfId(
  id: Json | undefined,
  resource: Json | undefined,
  finding: Json | undefined,
): Entity | undefined {
  if (typeof id !== 'string' || id.length > RESOURCE_ID_LENGTH_MAX) return undefined;
  if (lastTold !== undefined && id === lastId) return lastTold;
  const text = id.trim();
  const arn = parseArn(text);
  if (arn === undefined) return entityNamed(typeOf(resource), text, scopeOf(resource, finding));
  const told = entityToldByArn(arn, text);
  if (told !== undefined) return remember(id, told);
  return entityOfArn(arn, typeOf(resource), scopeOf(resource, finding));
}

/** What a resource and its finding tell around an id: partition, Region and, where it can be trusted, account. */
export function scopeOf(resource: Json | undefined, finding: Json | undefined): Scope {
  const region = regionOf(resource) ?? regionOf(finding) ?? '';
  return { partition: partitionOf(resource, region), account: accountOf(finding), region };
}

/** The partition of a Region (`cn-north-1` is in `aws-cn`); `aws` where the Region does not tell. */
export function partitionOfRegion(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** True for text that may stand as a partition in an ARN: `aws`, or `aws-` and more lower-case words. */
export function isPartition(value: Json | undefined): value is string {
  return value === 'aws' || (isRegionLike(value) && value.startsWith('aws-'));
}

/** True for text that may stand as a Region in an ARN: lower-case letters, digits and hyphens. */
export function isRegionLike(value: Json | undefined): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > REGION_LENGTH_MAX) return false;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45)) return false;
  }
  return true;
}

function remember(id: string, told: Entity): Entity {
  lastId = id;
  lastTold = told;
  return told;
}

function typeOf(resource: Json | undefined): string {
  const type = memberOf(resource, 'Type');
  return typeof type === 'string' && type !== '' && type.length <= TYPE_LENGTH_MAX
    ? toAsffType(type)
    : 'Other';
}

function regionOf(value: Json | undefined): string | undefined {
  const region = memberOf(value, 'Region');
  return isRegionLike(region) ? region : undefined;
}

function partitionOf(resource: Json | undefined, region: string): string {
  const partition = memberOf(resource, 'Partition');
  return isPartition(partition) ? partition : partitionOfRegion(region);
}

function accountOf(finding: Json | undefined): string {
  const account = memberOf(finding, 'AwsAccountId');
  return isAccountId(account) && isPublishedByOwner(finding) ? account : '';
}

function isPublishedByOwner(finding: Json | undefined): boolean {
  const product = memberOf(finding, 'ProductArn');
  if (typeof product !== 'string') return true;
  return !PRODUCTS_OF_OTHER_ACCOUNTS.some((ending) => product.endsWith(ending));
}
