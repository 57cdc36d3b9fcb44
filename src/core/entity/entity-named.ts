import { ACCOUNT_KEY_PREFIX, accountEntity, isAccountId } from './account-entity.ts';
import { type ArnForm, formOfArn, formOfEc2Id, formOfType, functionName, nameInArn } from './arn-form.ts';
import type { Entity } from './entity.ts';
import { type Arn, printArn } from './parse-arn.ts';

/** What is known around a name that is not a whole ARN; account and region are empty where nothing tells them. */
export interface Scope {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** How GuardDuty spells an access key as a resource id. */
const ACCESS_KEY_ID_PREFIX = 'AWS::IAM::AccessKey:';

/** No name of a resource with an ARN is longer. */
const NAME_LENGTH_MAX = 255;

/** Types whose products send a bare name or id instead of the ARN, beside those of EC2. */
const TYPES_NAMED_WITHOUT_ARN: ReadonlySet<string> = new Set([
  'AwsCloudTrailTrail',
  'AwsDynamoDbTable',
  'AwsEcrRepository',
  'AwsEcsCluster',
  'AwsEksCluster',
  'AwsIamRole',
  'AwsIamUser',
  'AwsKinesisStream',
  'AwsKmsKey',
  'AwsLambdaFunction',
  'AwsRdsDbCluster',
  'AwsRdsDbInstance',
  'AwsS3Bucket',
  'AwsSnsTopic',
  'AwsSqsQueue',
]);

/**
 * The entity that `arn`, spelt `text`, names by itself: its form tells the type, and no part that AWS would write is
 * missing. Undefined otherwise; `null` and an empty name count as missing.
 */
export function entityToldByArn(arn: Arn, text: string): Entity | undefined {
  if (isRootOfAccount(arn)) return accountEntity(arn.account);
  const form = formOfArn(arn);
  if (form === undefined) return undefined;
  const name = nameInArn(arn, form);
  // Most ARNs are spelt as AWS writes them, and a key that need not be put together saves a third of all this.
  if (isWritten(text, arn, form, name)) return createEntity(form.type, text, arn.account, arn.region);
  return entityOfForm(form, name, arn);
}

/**
 * The entity of an ARN that does not tell everything: missing account and region are those of `scope`, a missing
 * type is `type`. Undefined where the ARN names nothing (`instance/null`).
 */
export function entityOfArn(arn: Arn, type: string, scope: Scope): Entity | undefined {
  const form = formOfArn(arn) ?? formOfBareEc2(arn, type);
  if (form === undefined) return isNothing(arn.resource) ? undefined : entityOfUnknownArn(arn, type);
  const name = nameInArn(arn, form);
  if (isNothing(name)) return undefined;
  const filled = {
    partition: arn.partition,
    account: arn.account === '' ? scope.account : arn.account,
    region: arn.region === '' ? scope.region : arn.region,
  };
  return entityOfForm(form, name, filled) ?? entityOfUnknownArn(arn, form.type);
}

/**
 * The entity of this ASFF type that goes by a name or id which is not an ARN. The key is the ARN where the type
 * has one and the scope completes it, otherwise `type:account:region:name`; undefined where it names nothing.
 */
export function entityNamed(type: string, name: string, scope: Scope): Entity | undefined {
  if (isNothing(name)) return undefined;
  if (name.startsWith(ACCOUNT_KEY_PREFIX)) return accountNamed(name.slice(ACCOUNT_KEY_PREFIX.length));
  if (type === 'AwsAccount') return accountNamed(name);
  if (name.startsWith(ACCESS_KEY_ID_PREFIX)) return accessKeyNamed(name.slice(ACCESS_KEY_ID_PREFIX.length));
  if (type === 'AwsIamAccessKey') return accessKeyNamed(name);
  return entityOfBareName(type, name, scope) ?? entityWithoutArn(type, name, scope);
}

/** True for what products write when they have no name to give: nothing, or `null` spelt out. */
export function isNothing(name: string): boolean {
  return name === '' || name === 'null';
}

/** An entity of which account and region are set only where they are told; an account needs its 12 digits. */
export function createEntity(type: string, key: string, account: string, region: string): Entity {
  const entity: { type: string; key: string; account?: string; region?: string } = { type, key };
  if (isAccountId(account)) entity.account = account;
  if (region !== '') entity.region = region;
  return entity;
}

function isRootOfAccount(arn: Arn): boolean {
  return arn.service === 'iam' && arn.resource === 'root' && isAccountId(arn.account);
}

/** True when `text` spells the resource exactly as the form does, with every part that it fills and no other. */
function isWritten(text: string, arn: Arn, form: ArnForm, name: string): boolean {
  if (isNothing(name) || form.hasRegion === (arn.region === '') || form.hasAccount === (arn.account === ''))
    return false;
  const { partition, service, region, account, resource } = arn;
  const around = partition.length + service.length + region.length + account.length + 'arn:::::'.length;
  return (
    text.length === around + resource.length &&
    resource.length === form.prefix.length + name.length &&
    resource.startsWith(form.prefix)
  );
}

function entityOfForm(form: ArnForm, name: string, scope: Scope): Entity | undefined {
  const account = form.hasAccount ? scope.account : '';
  const region = form.hasRegion ? scope.region : '';
  if (isNothing(name) || (form.hasAccount && account === '') || (form.hasRegion && region === '')) {
    return undefined;
  }
  const key = `arn:${scope.partition}:${form.service}:${region}:${account}:${form.prefix}${name}`;
  return createEntity(form.type, key, account, region);
}

function formOfBareEc2(arn: Arn, type: string): ArnForm | undefined {
  if (arn.service !== 'ec2' || arn.resource.includes('/')) return undefined;
  const form = formOfType(type);
  return form?.service === 'ec2' ? form : undefined;
}

// An ARN of another kind than an account's root is never the account, whatever type the resource claims.
function entityOfUnknownArn(arn: Arn, type: string): Entity {
  const honestType = type === 'AwsAccount' ? 'Other' : type;
  return createEntity(honestType, printArn(arn), arn.account, arn.region);
}

function accountNamed(id: string): Entity | undefined {
  return isAccountId(id) ? accountEntity(id) : undefined;
}

function accessKeyNamed(id: string): Entity | undefined {
  return isNothing(id) ? undefined : createEntity('AwsIamAccessKey', `AwsIamAccessKey:::${id}`, '', '');
}

function entityOfBareName(type: string, name: string, scope: Scope): Entity | undefined {
  if (type === 'AwsS3Object') return objectNamed(name, scope);
  const bare = type === 'AwsLambdaFunction' ? functionName(name) : name;
  // Scanners send the account's number as the id of whatever they found none of.
  if (!isPlainName(bare) || isAccountId(bare)) return undefined;
  const form = formOfBareName(type, bare);
  if (form === undefined || (form.hasAccount && !isAccountId(scope.account))) return undefined;
  return entityOfForm(form, bare, scope);
}

function formOfBareName(type: string, name: string): ArnForm | undefined {
  if (type.startsWith('AwsEc2')) return formOfEc2Id(name) ?? formOfType(type);
  return TYPES_NAMED_WITHOUT_ARN.has(type) ? formOfType(type) : undefined;
}

function objectNamed(name: string, scope: Scope): Entity | undefined {
  const slash = name.indexOf('/');
  if (slash < 1 || slash === name.length - 1 || !isPlainName(name.slice(0, slash))) return undefined;
  return createEntity('AwsS3Object', `arn:${scope.partition}:s3:::${name}`, '', '');
}

// IAM is global: one user is reported from every Region. A bucket's owner is never the account of the finding.
function entityWithoutArn(type: string, name: string, scope: Scope): Entity {
  const isOwnerUnknown = type === 'AwsS3Bucket' || type === 'AwsS3Object';
  const account = isOwnerUnknown ? '' : scope.account;
  const region = isOwnerUnknown || type.startsWith('AwsIam') ? '' : scope.region;
  return createEntity(type, `${type}:${account}:${region}:${name}`, account, region);
}

function isPlainName(name: string): boolean {
  if (name.length === 0 || name.length > NAME_LENGTH_MAX) return false;
  for (let at = 0; at < name.length; at += 1) if (!isNameCharacter(name.charCodeAt(at))) return false;
  return true;
}

// Letters, digits and `+ , - . = @ _`: the characters of IAM names, which hold those of all others.
function isNameCharacter(code: number): boolean {
  if (code >= 97 && code <= 122) return true;
  if (code >= 64 && code <= 90) return true;
  if (code >= 48 && code <= 57) return true;
  return code === 45 || code === 46 || code === 95 || code === 43 || code === 44 || code === 61;
}
