import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { FunctionName } from '../../src/lambda/constants.ts';
import {
  listOf,
  makeFolder,
  objectAt,
  ofType,
  referencesIn,
  roleOf,
  synthesize,
  type Template,
} from './synthesize.ts';

const [folder, remove] = makeFolder();
afterAll(remove);
const plain = synthesize(folder);
const describing = synthesize(folder, { describeNetworkInterfaces: true });

interface Grant {
  readonly role: string;
  readonly action: string;
  readonly resources: readonly Json[];
  readonly condition: JsonObject;
}

/** What roles may do, an action at a time; policies that stand beside the roles are counted to them. */
function grantsOf(template: Template): readonly Grant[] {
  const roles = ofType(template, 'AWS::IAM::Role');
  const documents = [
    ...roles.flatMap(({ id, properties }) =>
      listOf(properties.Policies).map((policy) => ({
        role: id,
        document: objectAt(policy, 'PolicyDocument'),
      })),
    ),
    ...ofType(template, 'AWS::IAM::Policy').map(({ id, properties }) => ({
      role: id,
      document: objectAt(properties, 'PolicyDocument'),
    })),
  ];
  return documents.flatMap(({ role, document }) =>
    listOf(document.Statement).flatMap((statement) => toGrants(role, objectAt(statement))),
  );
}

function grantsTo(template: Template, name: FunctionName): readonly Grant[] {
  const role = roleOf(template, name);
  return grantsOf(template).filter((grant) => grant.role === role);
}

function toGrants(role: string, statement: JsonObject): readonly Grant[] {
  const condition = objectAt(statement, 'Condition');
  const resources = listOf(statement.Resource);
  return listOf(statement.Action).map((action) => ({ role, action: String(action), resources, condition }));
}

/** Actions whose API knows no resource, and why. */
const WITHOUT_RESOURCE: ReadonlyMap<string, string> = new Map([
  ['ec2:DescribeNetworkInterfaces', 'EC2 supports no resource-level permission for Describe actions'],
]);

/** Clients of the SDK, and what IAM calls their services. */
const SERVICES: ReadonlyMap<string, string> = new Map([['eventbridge', 'events']]);

/** Commands that IAM allows under other names. */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['TransactWriteItems', ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']],
  // Emptying a store, which no function does.
  ['BatchWriteItem', []],
]);

/** The actions that a function's sources can ask for, as `service:Action`. */
function actionsAsked(name: FunctionName): ReadonlySet<string> {
  const files = new Set([join('src', 'lambda', `${name}.lambda.ts`)]);
  const asked = new Set<string>();
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const action of actionsIn(source)) asked.add(action);
    for (const [, path = ''] of source.matchAll(/^import (?!type\b)[^;]*? from '(\.[^']+)'/gm))
      files.add(join(dirname(file), path));
  }
  return asked;
}

function actionsIn(source: string): readonly string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-(\w+)'/g);
  return [...imports].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(\w+)Command\b/g)].flatMap(([, command = '']) =>
      (ACTIONS.get(command) ?? [command]).map((action) => `${SERVICES.get(client) ?? client}:${action}`),
    ),
  );
}

describe('roles', () => {
  it.each([
    {
      name: 'ingest',
      // It shares the store and the engine with the others, and neither delivers nor judges all again.
      unused: ['dynamodb:Scan', 'events:PutEvents', 'securityhub:BatchImportFindings', 'sns:Publish'],
      ofLambda: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    },
    {
      name: 'correlate',
      unused: ['dynamodb:Scan'],
      ofLambda: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
    },
    { name: 'reconcile', unused: [], ofLambda: ['sqs:SendMessage'] },
  ] as const)(
    'let $name do what its sources ask for, and nothing else but what Lambda and encryption ask for it',
    ({ name, unused, ofLambda }) => {
      const granted = new Set(grantsTo(describing, name).map(({ action }) => action));
      const asked = actionsAsked(name);
      expect([...asked].filter((action) => !granted.has(action)).sort()).toEqual(unused);
      const unasked = [...granted].filter((action) => !asked.has(action) && !/^(kms|logs):/.test(action));
      expect(unasked.sort()).toEqual(ofLambda);
    },
  );

  it('are assumed by Lambda only', () => {
    const services = ofType(plain, 'AWS::IAM::Role').flatMap(({ properties }) =>
      listOf(objectAt(properties, 'AssumeRolePolicyDocument').Statement),
    );
    expect(services).toEqual(
      services.map(() => ({
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
      })),
    );
    expect(services).toHaveLength(3);
  });

  it('take over no policy that somebody else writes', () => {
    expect(ofType(plain, 'AWS::IAM::Role').map(({ properties }) => properties.ManagedPolicyArns)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([['without', plain] as const, ['with', describing] as const])(
    'name each action and each resource, %s lookups',
    (_name, template) => {
      const grants = grantsOf(template);
      expect(grants.length).toBeGreaterThan(40);
      expect(grants.filter(({ action }) => action.includes('*'))).toEqual([]);
      const everywhere = grants.filter(({ resources }) => JSON.stringify(resources).includes('*'));
      expect(everywhere.filter(({ action }) => !WITHOUT_RESOURCE.has(action))).toEqual([]);
    },
  );

  it('look interfaces up only where that is wanted', () => {
    const actions = (template: Template) => grantsOf(template).map(({ action }) => action);
    expect(actions(plain)).not.toContain('ec2:DescribeNetworkInterfaces');
    expect(actions(describing)).toContain('ec2:DescribeNetworkInterfaces');
  });

  it.each([
    ['ingest', ['dynamodb', 'kms', 'logs', 'sqs']],
    ['correlate', ['dynamodb', 'events', 'kms', 'logs', 'securityhub', 'sns', 'sqs']],
    ['reconcile', ['dynamodb', 'events', 'kms', 'logs', 'securityhub', 'sns', 'sqs']],
  ] as const)('of %s reach these services and no others', (name, services) => {
    expect([...new Set(grantsTo(plain, name).map(({ action }) => action.split(':')[0]))].sort()).toEqual(
      services,
    );
  });

  it('read the whole table in reconcile only', () => {
    const scanning = grantsOf(plain).filter(({ action }) => action === 'dynamodb:Scan');
    expect(scanning.map(({ role }) => role.replace(/Role.*/, ''))).toEqual(['CorroborateReconcile']);
  });

  it('import as the own account only, under its own product', () => {
    const grants = grantsOf(plain).filter(({ action }) => action === 'securityhub:BatchImportFindings');
    expect(grants).toHaveLength(2);
    for (const { resources, condition } of grants) {
      const arn =
        '["arn:",{"Ref":"AWS::Partition"},":securityhub:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"}';
      expect(JSON.stringify(resources)).toContain(`${arn},":product/",{"Ref":"AWS::AccountId"},"/default"]`);
      expect(condition).toEqual({ StringEquals: { 'securityhub:TargetAccount': { Ref: 'AWS::AccountId' } } });
    }
  });

  it('announce under our own name only', () => {
    const grants = grantsOf(plain).filter(({ action }) => action === 'events:PutEvents');
    expect(grants.map(({ condition }) => condition)).toEqual([
      { 'ForAllValues:StringEquals': { 'events:source': 'corroborate' } },
      { 'ForAllValues:StringEquals': { 'events:source': 'corroborate' } },
    ]);
  });

  it('use the key through services only', () => {
    const grants = grantsOf(plain).filter(({ action }) => action.startsWith('kms:'));
    const keys = ofType(plain, 'AWS::KMS::Key').map(({ id }) => id);
    for (const { action, resources, condition } of grants) {
      expect(referencesIn([...resources]), action).toEqual(keys);
      expect(JSON.stringify(condition), action).toContain('kms:ViaService');
    }
  });

  it('send dead letters to their own queue only', () => {
    const grants = grantsOf(plain).filter(({ action }) => action === 'sqs:SendMessage');
    expect(
      grants.map(({ role, resources }) => [role.replace(/Role.*/, ''), ...referencesIn([...resources])]),
    ).toEqual([
      ['CorroborateCorrelate', expect.stringContaining('DeadRecords')],
      ['CorroborateReconcile', expect.stringContaining('DeadRuns')],
    ]);
  });
});

describe('queues and topics', () => {
  it('refuse what is not encrypted on the way', () => {
    const policies = [...ofType(plain, 'AWS::SQS::QueuePolicy'), ...ofType(plain, 'AWS::SNS::TopicPolicy')];
    const holders = [...ofType(plain, 'AWS::SQS::Queue'), ...ofType(plain, 'AWS::SNS::Topic')];
    const denying = policies.filter(({ properties }) =>
      JSON.stringify(properties).includes('"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"'),
    );
    const denied = denying.flatMap(({ properties }) => referencesIn(properties.Queues ?? properties.Topics));
    expect(denied.sort()).toEqual(holders.map(({ id }) => id).sort());
  });

  it('are encrypted with the one key', () => {
    const [key] = ofType(plain, 'AWS::KMS::Key');
    const members: readonly (readonly [string, string])[] = [
      ['AWS::SQS::Queue', 'KmsMasterKeyId'],
      ['AWS::SNS::Topic', 'KmsMasterKeyId'],
      ['AWS::Logs::LogGroup', 'KmsKeyId'],
    ];
    for (const [type, member] of members) {
      const found = ofType(plain, type).map(({ properties }) => referencesIn(properties[member]));
      expect(found.length, type).toBeGreaterThan(0);
      expect(found, type).toEqual(found.map(() => [key?.id]));
    }
  });

  it('let no service use the key for another account', () => {
    const [key] = ofType(plain, 'AWS::KMS::Key');
    const statements = listOf(objectAt(key?.properties, 'KeyPolicy').Statement).map((each) => objectAt(each));
    const services = statements.filter(({ Principal }) => objectAt(Principal).Service !== undefined);
    expect(services).toHaveLength(4);
    for (const statement of services) {
      const condition = JSON.stringify(statement.Condition);
      expect(condition).toContain('kms:EncryptionContext:aws:');
      expect(condition).toContain('{"Ref":"AWS::AccountId"}');
    }
    const others = statements.filter((each) => !services.includes(each));
    expect(others.map(({ Principal }) => JSON.stringify(Principal))).toEqual([
      expect.stringContaining(':root'),
    ]);
  });
});
