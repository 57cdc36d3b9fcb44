import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../core/entity/entity.ts';
import { entityOf, partitionOfRegion } from '../core/entity/entity-of.ts';
import type { JsonObject } from '../core/json.ts';
import { idOfName } from './id-of-name.ts';

/** Account and Region in which a short name is completed. */
export interface CaseScope {
  readonly account: string;
  readonly region: string;
}

/** Where the entries of a world are when they do not say: an account number that AWS keeps for documentation. */
export const DEFAULT_SCOPE: CaseScope = { account: '111122223333', region: 'us-east-1' };

/** The kinds that a short resource name may begin with; an ASFF type may stand there too. */
export const RESOURCE_KINDS: readonly string[] = Object.keys(ENTITY_TYPE_OF_KIND);

/**
 * One element of ASFF `Resources[]` from its short form: `instance/web`, `bucket/data`, `object/data/report.csv`,
 * `session/Admin/alice`, `AwsRdsDbInstance/orders`, or an ARN. The same name always gives the same id.
 */
export function expandResource(text: string, scope: CaseScope): JsonObject {
  const partition = partitionOfRegion(scope.region);
  const { type, id } = text.startsWith('arn:')
    ? { type: 'Other', id: text }
    : idOfShortForm(text, scope, partition);
  const told = entityOf({ Type: type, Id: id }, undefined)?.type ?? type;
  return { Type: told, Id: id, Partition: partition, Region: scope.region };
}

/** Whether `text` begins with a kind or type that is known to stand there: `instance/…`, `Aws…/…`, `arn:…`. */
export function isResourceKind(text: string): boolean {
  const kind = text.slice(0, text.indexOf('/'));
  return (
    text.startsWith('arn:') || RESOURCE_KINDS.includes(kind) || /^(Aws[A-Z]|Container$|Other$)/.test(kind)
  );
}

/** Canonical key of the entity that a short form names; the text itself where it names none. */
export function entityKeyOf(text: string, scope: CaseScope): string {
  const finding = { AwsAccountId: scope.account, Region: scope.region };
  return entityOf(expandResource(text, scope), finding)?.key ?? text;
}

interface TypedId {
  readonly type: string;
  readonly id: string;
}

function idOfShortForm(text: string, scope: CaseScope, partition: string): TypedId {
  const slash = text.indexOf('/');
  const kind = text.slice(0, slash);
  const name = text.slice(slash + 1);
  if (!Object.hasOwn(ENTITY_TYPE_OF_KIND, kind)) return { type: kind, id: name };
  const known = kind as EntityKind;
  return { type: ENTITY_TYPE_OF_KIND[known], id: ID_OF_KIND[known](name, scope, partition) };
}

type ToId = (name: string, scope: CaseScope, partition: string) => string;

const ID_OF_KIND: Readonly<Record<EntityKind, ToId>> = {
  instance: ec2Arn('instance', 'i-'),
  securityGroup: ec2Arn('security-group', 'sg-'),
  networkInterface: ec2Arn('network-interface', 'eni-'),
  bucket: (name, _scope, partition) => `arn:${partition}:s3:::${name}`,
  object: (name, _scope, partition) => `arn:${partition}:s3:::${name}`,
  user: (name, { account }, partition) => `arn:${partition}:iam::${account}:user/${name}`,
  role: (name, { account }, partition) => `arn:${partition}:iam::${account}:role/${name}`,
  accessKey: (name) => `AWS::IAM::AccessKey:${accessKeyIdOf(name)}`,
  session: (name, { account }, partition) => `arn:${partition}:sts::${account}:assumed-role/${name}`,
  image: (name, scope, partition) => ecrArn(imageNameOf(name), scope, partition),
  repository: ecrArn,
  container: (name) => idOfName(name, 64),
  account: (name) => `AWS::::Account:${name}`,
};

function ec2Arn(resource: string, prefix: string): ToId {
  return (name, { account, region }, partition) => {
    const id = name.startsWith(prefix) ? name : `${prefix}${idOfName(name, 17)}`;
    return `arn:${partition}:ec2:${region}:${account}:${resource}/${id}`;
  };
}

function ecrArn(name: string, { account, region }: CaseScope, partition: string): string {
  return `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
}

/** `shop/api:1.4` is one image of the repository `shop/api`, `shop/api@sha256:…` the one with this digest. */
function imageNameOf(name: string): string {
  const digestStart = name.indexOf('@sha256:');
  if (digestStart !== -1) return `${name.slice(0, digestStart)}/${name.slice(digestStart + 1)}`;
  const [repository = ''] = name.split(':', 1);
  return `${repository}/sha256:${idOfName(name, 64)}`;
}

function accessKeyIdOf(name: string): string {
  return /^A[KS]IA[A-Z0-9]{16}$/.test(name) ? name : `AKIA${idOfName(name, 16).toUpperCase()}`;
}
