import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import type { AccountIdentity } from '../account-identity.ts';
import { attributeOf, referenceTo } from './physical-names.ts';

/** A CloudFormation template, as far as it is read. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: Json }>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Mappings?: Readonly<Record<string, Json>>;
}

/** One resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
}

/** Where a template is deployed, and with which parameters. */
export interface Deployment {
  readonly template: Template;
  readonly identity: AccountIdentity;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The value with all intrinsic functions carried out; undefined for `AWS::NoValue`. */
export function resolve(value: Json | undefined, deployment: Deployment): Json | undefined {
  if (Array.isArray(value)) return value.flatMap((each: Json) => resolve(each, deployment) ?? []);
  if (!isJsonObject(value)) return value;
  const [[name, argument] = [], another] = Object.entries(value);
  const intrinsic = name === undefined || another !== undefined ? undefined : INTRINSICS.get(name);
  if (intrinsic !== undefined && argument !== undefined) return intrinsic(argument, deployment);
  const members = Object.entries(value).map(([key, each]) => [key, resolve(each, deployment)] as const);
  return Object.fromEntries(members.filter(([, each]) => each !== undefined));
}

/** True when a condition of the template holds. */
export function isConditionTrue(name: string, deployment: Deployment): boolean {
  return resolve(deployment.template.Conditions?.[name], deployment) === true;
}

type Intrinsic = (argument: Json, deployment: Deployment) => Json | undefined;

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, deployment) => reference(String(name), deployment)],
  [
    'Fn::GetAtt',
    (path, deployment) =>
      attribute(typeof path === 'string' ? path.split('.') : listOf(path).map(String), deployment),
  ],
  ['Fn::Join', (argument, deployment) => join(listOf(argument), deployment)],
  ['Fn::Sub', (argument, deployment) => substitute(argument, deployment)],
  ['Fn::If', (argument, deployment) => choose(listOf(argument), deployment)],
  ['Fn::Select', (argument, deployment) => select(listOf(argument), deployment)],
  ['Fn::Split', (argument, deployment) => split(listOf(argument), deployment)],
  ['Fn::Equals', (argument, deployment) => isEqual(listOf(argument), deployment)],
  ['Fn::Not', (argument, deployment) => resolve(listOf(argument)[0], deployment) !== true],
  ['Fn::And', (argument, deployment) => listOf(argument).every((each) => resolve(each, deployment) === true)],
  ['Fn::Or', (argument, deployment) => listOf(argument).some((each) => resolve(each, deployment) === true)],
  [
    'Condition',
    (name, deployment) =>
      typeof name === 'string' ? isConditionTrue(name, deployment) : { Condition: name },
  ],
]);

function reference(name: string, { template, identity, parameters }: Deployment): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  const pseudo = pseudoParameter(name, identity);
  if (pseudo !== undefined) return pseudo;
  const parameter = parameters[name] ?? template.Parameters?.[name]?.Default;
  if (parameter !== undefined) return parameter;
  const resource = template.Resources[name];
  return resource === undefined ? name : referenceTo(resource.Type, name, identity);
}

function pseudoParameter(name: string, { account, region }: AccountIdentity): string | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return 'stack';
    default:
      return undefined;
  }
}

function attribute([name = '', ...path]: readonly string[], { template, identity }: Deployment): Json {
  return attributeOf(template.Resources[name]?.Type ?? '', name, path.join('.'), identity);
}

function join([separator, parts]: readonly Json[], deployment: Deployment): string {
  return listOf(resolve(parts, deployment) ?? []).join(String(separator));
}

function substitute(argument: Json, deployment: Deployment): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return String(text).replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
    const given = isJsonObject(variables) ? variables[name] : undefined;
    if (given !== undefined) return String(resolve(given, deployment));
    return String(name.includes('.') ? attribute(name.split('.'), deployment) : reference(name, deployment));
  });
}

function choose([name, then, otherwise]: readonly Json[], deployment: Deployment): Json | undefined {
  return resolve(isConditionTrue(String(name), deployment) ? then : otherwise, deployment);
}

function select([index, list]: readonly Json[], deployment: Deployment): Json | undefined {
  return listOf(resolve(list, deployment) ?? [])[Number(index)];
}

function split([separator, text]: readonly Json[], deployment: Deployment): Json {
  return String(resolve(text, deployment)).split(String(separator));
}

function isEqual([a, b]: readonly Json[], deployment: Deployment): boolean {
  return String(resolve(a, deployment)) === String(resolve(b, deployment));
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}
