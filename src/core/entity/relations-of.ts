import type { Finding } from '../finding/finding.ts';
import { arrayAt, type Json, memberOf } from '../json.ts';
import { accountEntity } from './account-entity.ts';
import { detailsOf, entitiesOf, type NamedEntity } from './entities-of.ts';
import type { Entity, Relation } from './entity.ts';
import { scopeOf } from './entity-of.ts';
import { imageOfContainer } from './image-of-container.ts';
import { parseArn } from './parse-arn.ts';
import { canTellOfOthers, RELATED_TYPES, type RelationsByEnds, tie } from './related-types.ts';
import { scopeInAccount, scopeOfEntity, toldEntity, toldPrincipal } from './told-entity.ts';

const NONE: readonly never[] = Object.freeze([]);

/** The other end that an entity tells by itself, so that company tells nothing about it. */
interface Statement {
  readonly named: NamedEntity;
  readonly told: Entity | undefined;
}

/**
 * The relations that this version of a finding states, whether the finding is open or withdrawn: those told by
 * its entities' own names and details, and those between entities named together where no choice is left.
 */
export function relationsOf(finding: Finding): readonly Relation[] {
  return relationsAmong(entitiesOf(finding), finding);
}

/** What `relationsOf` gives, for whoever has the finding's entities already. */
export function relationsAmong(entities: readonly NamedEntity[], finding: Finding): readonly Relation[] {
  if (entities.length < 2 && !entities.some(isTalkative)) return NONE;
  const relations: RelationsByEnds = new Map();
  const statements = entities.map((named) => ({ named, told: ownCounterpart(named, finding) }));
  for (const { named, told } of statements) {
    tie(relations, named.entity, told);
    tieByDetails(relations, named);
  }
  if (statements.length > 1) tieByCompany(relations, statements);
  return [...relations.values()];
}

/** The bucket that an object's own ARN names; undefined for anything else. */
export function bucketOfObject(object: Entity): Entity | undefined {
  const arn = object.type === 'AwsS3Object' ? parseArn(object.key) : undefined;
  const keyStart = arn?.resource.indexOf('/') ?? -1;
  if (arn?.service !== 's3' || keyStart < 1) return undefined;
  const bucket = `arn:${arn.partition}:s3:::${arn.resource.slice(0, keyStart)}`;
  return toldEntity('AwsS3Bucket', bucket, scopeOfEntity(object));
}

/** Whether an entity that no other stands beside may tell anything; most tell nothing, so they are asked first. */
function isTalkative({ entity, owner, resource }: NamedEntity): boolean {
  switch (entity.type) {
    case 'AwsEc2Instance':
      return arrayAt(detailsOf(resource, entity.type), 'NetworkInterfaces').length > 0;
    case 'AwsS3Bucket':
      return owner !== undefined;
    default:
      return canTellOfOthers(entity.type);
  }
}

function ownCounterpart(named: NamedEntity, finding: Finding): Entity | undefined {
  switch (named.entity.type) {
    case 'AwsS3Object':
      return bucketOfObject(named.entity);
    case 'AwsStsAssumedRoleSession':
      return roleOfSession(named.entity);
    case 'AwsIamAccessKey':
      return principalOfAccessKey(named, finding);
    case 'AwsEcrContainerImage':
      return repositoryOfImage(named.entity);
    case 'Container':
      return imageOfContainer(detailsOf(named.resource, 'Container'));
    default:
      return undefined;
  }
}

// `arn:aws:sts::<account>:assumed-role/<role>/<session>`; the role's path is not told.
function roleOfSession(session: Entity): Entity | undefined {
  const arn = parseArn(session.key);
  if (arn?.service !== 'sts') return undefined;
  const [kind, role] = arn.resource.split('/', 2);
  return kind !== 'assumed-role' || role === undefined
    ? undefined
    : toldEntity('AwsIamRole', role, scopeOfEntity(session));
}

// `arn:aws:ecr:<region>:<account>:repository/<repository>/sha256:<digest>`; a repository's name holds no `:`.
function repositoryOfImage(image: Entity): Entity | undefined {
  if (parseArn(image.key)?.service !== 'ecr') return undefined;
  const repository = image.key.slice(0, Math.max(image.key.indexOf('/sha256:'), 0));
  return toldEntity('AwsEcrRepository', repository, scopeOfEntity(image));
}

function principalOfAccessKey(named: NamedEntity, finding: Finding): Entity | undefined {
  const details = detailsOf(named.resource, 'AwsIamAccessKey');
  if (details === undefined) return undefined;
  const scope = scopeInAccount(scopeOf(named.resource, finding), memberOf(details, 'AccountId'));
  const issuer = memberOf(memberOf(details, 'SessionContext'), 'SessionIssuer');
  const issuerScope = scopeInAccount(scope, memberOf(issuer, 'AccountId'));
  return (
    principalByArn(memberOf(issuer, 'Arn')) ??
    toldPrincipal(
      { type: memberOf(issuer, 'Type'), name: memberOf(issuer, 'UserName'), id: undefined },
      issuerScope,
    ) ??
    toldPrincipal(
      {
        type: memberOf(details, 'PrincipalType'),
        name: memberOf(details, 'PrincipalName') ?? memberOf(details, 'UserName'),
        id: memberOf(details, 'PrincipalId'),
      },
      scope,
    )
  );
}

function principalByArn(arn: Json | undefined): Entity | undefined {
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) return undefined;
  const entity = toldEntity('Other', arn, { partition: 'aws', account: '', region: '' });
  return entity?.type === 'AwsIamUser' || entity?.type === 'AwsIamRole' ? entity : undefined;
}

function tieByDetails(relations: RelationsByEnds, named: NamedEntity): void {
  const { entity, owner, resource } = named;
  if (entity.type === 'AwsEc2Instance') {
    tieInstance(relations, entity, detailsOf(resource, entity.type));
  } else if (entity.type === 'AwsEc2NetworkInterface') {
    tieNetworkInterface(relations, entity, detailsOf(resource, entity.type));
  } else if (entity.account === undefined && owner !== undefined) {
    tie(relations, entity, accountEntity(owner));
  }
}

function tieInstance(relations: RelationsByEnds, instance: Entity, details: Json | undefined): void {
  const interfaces = arrayAt(details, 'NetworkInterfaces');
  if (interfaces.length === 0) return;
  const scope = scopeOfEntity(instance);
  for (const item of interfaces) {
    tie(
      relations,
      instance,
      toldEntity('AwsEc2NetworkInterface', memberOf(item, 'NetworkInterfaceId'), scope),
    );
  }
}

function tieNetworkInterface(
  relations: RelationsByEnds,
  networkInterface: Entity,
  details: Json | undefined,
): void {
  if (details === undefined) return;
  const scope = scopeOfEntity(networkInterface);
  const attachment = memberOf(details, 'Attachment');
  const instanceScope = scopeInAccount(scope, memberOf(attachment, 'InstanceOwnerId'));
  const instance = toldEntity('AwsEc2Instance', memberOf(attachment, 'InstanceId'), instanceScope);
  tie(relations, networkInterface, instance);
  for (const group of arrayAt(details, 'SecurityGroups')) {
    tie(relations, networkInterface, toldEntity('AwsEc2SecurityGroup', memberOf(group, 'GroupId'), scope));
  }
}

function tieByCompany(relations: RelationsByEnds, statements: readonly Statement[]): void {
  const byType = Map.groupBy(statements, ({ named }) => named.entity.type);
  for (const { types, isToldByCompany } of RELATED_TYPES) {
    if (!isToldByCompany) continue;
    const ones = byType.get(types[0]) ?? [];
    const others = byType.get(types[1]) ?? [];
    if (ones.length !== 1 && others.length !== 1) continue;
    for (const one of ones) {
      if (one.told === undefined)
        for (const other of others) tie(relations, one.named.entity, other.named.entity);
    }
  }
}
