import {
  arrayAt,
  isJsonObject,
  type Json,
  type JsonObject,
  memberOf,
  stringAt,
} from '../../../src/core/json.ts';
import { type AccountIdentity, TEST_ACCOUNT } from '../account-identity.ts';
import type {
  AccountStack,
  FunctionSettings,
  QueueSourceSettings,
  RuleSettings,
  ScheduleSettings,
  StreamSourceSettings,
  TableSettings,
} from '../account-stack.ts';
import type { TableDescription } from '../dynamodb/table-description.ts';
import type { QueueSettings } from '../queue.ts';
import { isConditionTrue, resolve, type Template } from './intrinsics.ts';
import { nameIn } from './physical-names.ts';

/** Where a template is deployed, and its parameters that have no default. */
export interface StackOptions {
  readonly identity?: AccountIdentity;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A resource with its intrinsic functions carried out. */
interface Resource {
  readonly id: string;
  readonly properties: JsonObject;
}

/**
 * Reads from a synthesized template what an account is to deploy. Queues and tables have their logical ids as names;
 * functions are called as in their handler, `ingest` of `ingest.handler`.
 */
export function stackOfTemplate(template: Template, options: StackOptions = {}): AccountStack {
  const { identity = TEST_ACCOUNT, parameters = {} } = options;
  const deployment = { template, identity, parameters };
  const ofType = (type: string): readonly Resource[] =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === type)
      .filter(([, { Condition }]) => Condition === undefined || isConditionTrue(Condition, deployment))
      .map(([id, { Properties }]) => ({ id, properties: objectOf(resolve(Properties, deployment)) }));

  const functions = ofType('AWS::Lambda::Function');
  const nameOfFunction = functionNames(functions);
  const mappings = ofType('AWS::Lambda::EventSourceMapping');
  const rules = ofType('AWS::Events::Rule');
  const invokeConfigs = ofType('AWS::Lambda::EventInvokeConfig');
  return {
    tables: ofType('AWS::DynamoDB::Table').map(toTable),
    queues: ofType('AWS::SQS::Queue').map(toQueue),
    rules: rules.flatMap(toRules),
    functions: functions.map((each) => toFunction(each, invokeConfigs, nameOfFunction)),
    queueSources: mappings.filter(isOfQueue).map((each) => toQueueSource(each, nameOfFunction)),
    streamSources: mappings
      .filter((each) => !isOfQueue(each))
      .map((each) => toStreamSource(each, nameOfFunction)),
    schedules: rules.flatMap((each) => toSchedules(each, nameOfFunction)),
  };
}

type NameOfFunction = (arnOrId: string) => string;

function functionNames(functions: readonly Resource[]): NameOfFunction {
  const names = new Map(
    functions.map(({ id, properties }) => [
      id,
      (stringAt(properties, 'Handler') ?? id).split('.', 1)[0] ?? id,
    ]),
  );
  return (arnOrId) => names.get(nameIn(arnOrId)) ?? nameIn(arnOrId);
}

function toTable({ id, properties }: Resource): TableSettings {
  const ttlAttribute = stringAt(properties, 'TimeToLiveSpecification', 'AttributeName');
  const { StreamSpecification: stream } = properties;
  // CreateTable looks at it again, as it does at every description.
  const told = pick(properties, TABLE_PROPERTIES) as Partial<TableDescription>;
  const description: TableDescription = {
    ...{ KeySchema: [], AttributeDefinitions: [], ...told },
    TableName: id,
    TableArn: '',
    ...(isJsonObject(stream) && { StreamSpecification: { StreamEnabled: true, ...stream } }),
  };
  return { description, ...optional({ ttlAttribute }) };
}

const TABLE_PROPERTIES = [
  'KeySchema',
  'AttributeDefinitions',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes',
  'BillingMode',
];

function toQueue({ id, properties }: Resource): QueueSettings {
  const policy = memberOf(properties, 'RedrivePolicy');
  const deadLetterQueue = stringAt(policy, 'deadLetterTargetArn');
  return {
    name: id,
    ...optional({
      visibilityTimeoutSeconds: numberAt(properties, 'VisibilityTimeout'),
      retentionSeconds: numberAt(properties, 'MessageRetentionPeriod'),
    }),
    ...(deadLetterQueue !== undefined && {
      redrive: {
        deadLetterQueue: nameIn(deadLetterQueue),
        maxReceiveCount: numberAt(policy, 'maxReceiveCount') ?? 1,
      },
    }),
  };
}

function toRules({ id, properties }: Resource): readonly RuleSettings[] {
  const pattern = memberOf(properties, 'EventPattern');
  if (!isJsonObject(pattern)) return [];
  return arrayAt(properties, 'Targets').map((target) => {
    return { name: id, pattern, queue: nameIn(stringAt(target, 'Arn') ?? '') };
  });
}

function toSchedules({ properties }: Resource, nameOfFunction: NameOfFunction): readonly ScheduleSettings[] {
  if (memberOf(properties, 'ScheduleExpression') === undefined) return [];
  return arrayAt(properties, 'Targets').map((target) => {
    const input = stringAt(target, 'Input');
    const name = nameOfFunction(stringAt(target, 'Arn') ?? '');
    return { function: name, ...(input !== undefined && { input: objectOf(JSON.parse(input)) }) };
  });
}

function toFunction(
  { id, properties }: Resource,
  configs: readonly Resource[],
  nameOfFunction: NameOfFunction,
): FunctionSettings {
  const config = configs.find(
    (each) => nameIn(stringAt(each.properties, 'FunctionName') ?? '') === id,
  )?.properties;
  const destination = stringAt(config, 'DestinationConfig', 'OnFailure', 'Destination');
  const variables = objectOf(memberOf(memberOf(properties, 'Environment'), 'Variables'));
  return {
    name: nameOfFunction(id),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    ...optional({
      onFailureQueue: destination && nameIn(destination),
      retryAttempts: numberAt(config, 'MaximumRetryAttempts'),
    }),
  };
}

function isOfQueue({ properties }: Resource): boolean {
  return (stringAt(properties, 'EventSourceArn') ?? '').includes(':sqs:');
}

function toQueueSource({ properties }: Resource, nameOfFunction: NameOfFunction): QueueSourceSettings {
  return {
    function: nameOfFunction(stringAt(properties, 'FunctionName') ?? ''),
    queue: nameIn(stringAt(properties, 'EventSourceArn') ?? ''),
    reportsBatchItemFailures: reportsFailures(properties),
    ...optional({ batchSize: numberAt(properties, 'BatchSize') }),
  };
}

function toStreamSource({ properties }: Resource, nameOfFunction: NameOfFunction): StreamSourceSettings {
  const destination = stringAt(properties, 'DestinationConfig', 'OnFailure', 'Destination');
  const filters = arrayAt(memberOf(properties, 'FilterCriteria'), 'Filters');
  return {
    function: nameOfFunction(stringAt(properties, 'FunctionName') ?? ''),
    table: nameIn(stringAt(properties, 'EventSourceArn') ?? ''),
    filters: filters.map((filter) => objectOf(JSON.parse(stringAt(filter, 'Pattern') ?? ''))),
    reportsBatchItemFailures: reportsFailures(properties),
    bisectsBatchOnError: memberOf(properties, 'BisectBatchOnFunctionError') === true,
    ...optional({
      batchSize: numberAt(properties, 'BatchSize'),
      parallelizationFactor: numberAt(properties, 'ParallelizationFactor'),
      retryAttempts: numberAt(properties, 'MaximumRetryAttempts'),
      maximumRecordAgeSeconds: numberAt(properties, 'MaximumRecordAgeInSeconds'),
      onFailureQueue: destination && nameIn(destination),
    }),
  };
}

function reportsFailures(properties: JsonObject): boolean {
  return arrayAt(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures');
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

function numberAt(value: Json | undefined, name: string): number | undefined {
  const member = memberOf(value, name);
  return member === undefined ? undefined : Number(member);
}

/** The members that are there: an optional member is left out, not undefined. */
function optional<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
