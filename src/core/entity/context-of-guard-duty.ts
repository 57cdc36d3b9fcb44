import { instantOrder } from '../instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { accountEntity, isAccountId } from './account-entity.ts';
import { arrayInEitherCase, type Context, eitherCase, tieInterface } from './context.ts';
import type { Relation } from './entity.ts';
import type { Scope } from './entity-named.ts';
import { isPartition, isRegionLike, partitionOfRegion } from './entity-of.ts';
import { type RelationsByEnds, tie } from './related-types.ts';
import { bucketOfObject } from './relations-of.ts';
import { scopeInAccount, toldEntity, toldPrincipal } from './told-entity.ts';

/** What GuardDuty's resources describe together with what they are related to. */
const SUBJECTS: readonly string[] = [
  'AwsEc2Instance',
  'AwsEc2NetworkInterface',
  'AwsIamAccessKey',
  'AwsS3Bucket',
];

/**
 * The relations that a finding tells in GuardDuty's own format: the `detail` of its event, or a GetFindings
 * result in either casing (or the whole event around them). Text is the reason why it cannot be read.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
 */
export function contextOfGuardDuty(raw: JsonObject): Context | string {
  const finding = withoutEnvelope(raw);
  const resource = eitherCase(finding, 'resource');
  if (!isJsonObject(resource)) return 'a GuardDuty finding without `resource`';
  const id = eitherCase(finding, 'arn') ?? eitherCase(finding, 'id');
  if (typeof id !== 'string' || id === '') return 'a GuardDuty finding without `arn` or `id`';
  const order = instantOrder(eitherCase(finding, 'updatedAt'));
  if (order === undefined) return 'a GuardDuty finding without a readable `updatedAt`';
  return {
    source: { productArn: 'guardduty-event', id },
    order,
    relations: relationsOfResource(finding, resource),
    about: SUBJECTS,
  };
}

function withoutEnvelope(raw: JsonObject): JsonObject {
  const detail = eitherCase(raw, 'detail');
  return isJsonObject(detail) && eitherCase(raw, 'resource') === undefined ? detail : raw;
}

function relationsOfResource(finding: JsonObject, resource: JsonObject): readonly Relation[] {
  const relations: RelationsByEnds = new Map();
  const scope = scopeOfGuardDuty(finding);
  tieInstance(relations, eitherCase(resource, 'instanceDetails'), scope);
  const callerScope = scopeInAccount(scope, remoteAccountOf(finding));
  tieAccessKey(relations, eitherCase(resource, 'accessKeyDetails'), callerScope);
  for (const bucket of arrayInEitherCase(resource, 's3BucketDetails')) tieBucket(relations, bucket, scope);
  return [...relations.values()];
}

function scopeOfGuardDuty(finding: JsonObject): Scope {
  const region = eitherCase(finding, 'region');
  const account = eitherCase(finding, 'accountId');
  const partition = eitherCase(finding, 'partition');
  const knownRegion = isRegionLike(region) ? region : '';
  return {
    partition: isPartition(partition) ? partition : partitionOfRegion(knownRegion),
    account: isAccountId(account) ? account : '',
    region: knownRegion,
  };
}

// A call from outside the account: the key and its principal belong to the caller.
function remoteAccountOf(finding: JsonObject): Json | undefined {
  const action = eitherCase(eitherCase(finding, 'service'), 'action');
  const call = eitherCase(action, 'awsApiCallAction');
  return eitherCase(eitherCase(call, 'remoteAccountDetails'), 'accountId');
}

function tieInstance(relations: RelationsByEnds, details: Json | undefined, scope: Scope): void {
  const instance = toldEntity('AwsEc2Instance', eitherCase(details, 'instanceId'), scope);
  for (const item of arrayInEitherCase(details, 'networkInterfaces')) {
    const id = eitherCase(item, 'networkInterfaceId');
    const networkInterface = toldEntity('AwsEc2NetworkInterface', id, scope);
    tieInterface(relations, { instance, networkInterface }, arrayInEitherCase(item, 'securityGroups'), scope);
  }
}

function tieAccessKey(relations: RelationsByEnds, details: Json | undefined, scope: Scope): void {
  const key = toldEntity('AwsIamAccessKey', eitherCase(details, 'accessKeyId'), scope);
  const principal = {
    type: eitherCase(details, 'userType'),
    name: eitherCase(details, 'userName'),
    id: eitherCase(details, 'principalId'),
  };
  tie(relations, key, toldPrincipal(principal, scope));
}

function tieBucket(relations: RelationsByEnds, details: Json, scope: Scope): void {
  const id = eitherCase(details, 'arn') ?? eitherCase(details, 'name');
  const bucket = toldEntity('AwsS3Bucket', id, scope);
  const owner = eitherCase(eitherCase(details, 'owner'), 'id');
  // Most often the canonical user id, which tells no account.
  if (isAccountId(owner)) tie(relations, bucket, accountEntity(owner));
  for (const item of arrayInEitherCase(details, 's3ObjectDetails')) {
    const object = toldEntity('AwsS3Object', eitherCase(item, 'objectArn'), scope);
    if (object !== undefined) tie(relations, object, bucketOfObject(object));
  }
}
