import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { rulesName } from '../../../src/core/rule/rules-name.ts';
import { digest } from '../../../src/digest.ts';
import { loadRules } from '../../../src/rule-file/load-rules.ts';
import { openDynamoDbStore } from '../../../src/store/dynamodb/dynamodb-store.ts';
import { startDynamoDb } from '../../account/dynamodb/start-dynamo-db.ts';
import { copyFirstRules, FIRST_RULES } from '../../fixtures/first-rules.ts';
import { type FakeAnswer, type FakeRequest, startFakeAws } from '../fake-aws.ts';
import { createFakeClock } from '../fake-clock.ts';
import { fillStore } from '../fill-store.ts';
import { makeRules } from '../make-rules.ts';
import { type Ended, makeFolder, runCli } from '../run-cli.ts';

type Answers = Readonly<Record<string, FakeAnswer | ((request: FakeRequest) => FakeAnswer)>>;

const HUB = 'GET /accounts';
const PRODUCTS = 'GET /productSubscriptions';
const STANDARDS = 'POST /standards/get';
const MACIE = 'GET /findings-publication-configuration';
const QUEUE = 'GetQueueAttributes';

function subscriptions(...products: readonly string[]): FakeAnswer {
  const arns = products.map(
    (product) => `arn:aws:securityhub:eu-west-1:111122223333:product-subscription/${product}`,
  );
  return { body: { ProductSubscriptions: arns } };
}

/** An account in which everything is as it should be. */
const GOOD: Answers = {
  [HUB]: {
    body: {
      HubArn: 'arn:aws:securityhub:eu-west-1:111122223333:hub/default',
      SubscribedAt: '2025-01-02T03:04:05.678Z',
      ControlFindingGenerator: 'SECURITY_CONTROL',
    },
  },
  [PRODUCTS]: subscriptions('aws/guardduty', 'aws/inspector', 'aws/macie', 'aws/securityhub'),
  [STANDARDS]: { body: { StandardsSubscriptions: [{ StandardsArn: 'x' }] } },
  [MACIE]: {
    body: { securityHubConfiguration: { publishClassificationFindings: true, publishPolicyFindings: true } },
  },
  [QUEUE]: {
    body: { Attributes: { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' } },
  },
};

const NOW = '2026-04-01T00:00:00.000Z';
const NOT_SUBSCRIBED = 'Account 111122223333 is not subscribed to AWS Security Hub';
const DENIED: FakeAnswer = {
  error: 'AccessDeniedException',
  message: 'User: x is not authorized',
  status: 403,
};

async function doctor(answers: Answers, argv: readonly string[] = [], env: JsonObject = {}) {
  const aws = await startFakeAws((request) => {
    const answer = answers[request.operation];
    return typeof answer === 'function'
      ? answer(request)
      : (answer ?? { error: 'UnknownOperationException' });
  });
  const settings = { ...aws.env, ...(env as Record<string, string>) };
  const around = { env: settings, clock: createFakeClock(NOW), columns: 100 };
  const ended = await runCli(['doctor', '--rules', copyFirstRules(makeFolder()), ...argv], around);
  return { ...ended, aws };
}

function checksOf({ stdout }: Ended): Readonly<Record<string, JsonObject>> {
  const checks: readonly JsonObject[] = JSON.parse(stdout);
  return Object.fromEntries(checks.map((check) => [check.check, check]));
}

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const ended = await doctor(GOOD);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const checks = checksOf(ended);
    expect(Object.keys(checks)).toEqual([
      'security-hub',
      'control-findings',
      'product GuardDuty',
      'product Inspector',
      'product Macie',
      'product Security Hub',
      'macie-findings',
    ]);
    for (const { status } of Object.values(checks)) expect(status).toBe('ok');
    expect(checks['security-hub']?.text).toBe('on in account 111122223333, eu-west-1, since 2025-01-02');
  });

  it('asks in the Region that is named', async () => {
    const { aws } = await doctor(GOOD, ['--region', 'us-gov-west-1']);
    expect(new Set(aws.requests.map(({ scope }) => scope))).toEqual(
      new Set(['us-gov-west-1/securityhub', 'us-gov-west-1/macie2']),
    );
  });

  it('reads every page of products', async () => {
    let pages = 0;
    const ended = await doctor({
      ...GOOD,
      [PRODUCTS]: () => {
        const products = ['aws/guardduty', 'aws/inspector', 'aws/macie'];
        const answer = subscriptions(products[pages] ?? '');
        pages += 1;
        return pages < 3 && typeof answer === 'object' && 'body' in answer
          ? { body: { ...(answer.body as JsonObject), NextToken: `${pages}` } }
          : answer;
      },
    });
    expect(ended.code).toBe(0);
  });

  it.each<[string, Answers, string, string, number]>([
    [
      'Security Hub is off',
      { [HUB]: { error: 'InvalidAccessException', message: NOT_SUBSCRIBED, status: 401 } },
      'security-hub',
      'fail',
      1,
    ],
    [
      'controls are not consolidated',
      { [HUB]: { body: { HubArn: 'a:b:c:d:e:f', ControlFindingGenerator: 'STANDARD_CONTROL' } } },
      'control-findings',
      'warn',
      0,
    ],
    [
      'a product is off',
      { [PRODUCTS]: subscriptions('aws/guardduty', 'aws/macie') },
      'product Inspector',
      'fail',
      1,
    ],
    [
      'a product of the same name is another',
      { [PRODUCTS]: subscriptions('aws/guardduty', 'aws/macie', 'acme/inspector') },
      'product Inspector',
      'fail',
      1,
    ],
    [
      'no standard is on',
      { [STANDARDS]: { body: { StandardsSubscriptions: [] } } },
      'product Security Hub',
      'warn',
      0,
    ],
    [
      'Macie keeps its findings',
      {
        [MACIE]: {
          body: {
            securityHubConfiguration: { publishClassificationFindings: false, publishPolicyFindings: true },
          },
        },
      },
      'macie-findings',
      'fail',
      1,
    ],
    [
      'Macie is off',
      { [MACIE]: { error: 'AccessDeniedException', message: 'Macie is not enabled', status: 403 } },
      'macie-findings',
      'fail',
      1,
    ],
    ['Macie may not be asked', { [MACIE]: DENIED }, 'macie-findings', 'unknown', 4],
    ['the hub may not be asked', { [HUB]: DENIED }, 'security-hub', 'unknown', 4],
    ['products may not be asked for', { [PRODUCTS]: DENIED }, 'products', 'unknown', 4],
    ['standards may not be asked for', { [STANDARDS]: DENIED }, 'product Security Hub', 'unknown', 4],
    [
      'Security Hub fails',
      { [HUB]: { error: 'ValidationException', message: 'no' } },
      'security-hub',
      'unknown',
      3,
    ],
  ])('tells that %s, and what to do', async (_name, answers, check, status, code) => {
    const ended = await doctor({ ...GOOD, ...answers });
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(checksOf(ended)[check]).toMatchObject({ status, hint: expect.stringMatching(/./) });
    // Whatever is wrong, the others are told.
    expect(Object.keys(checksOf(ended))).toContain('macie-findings');
  });

  it('lets what is wrong outweigh what may not be asked', async () => {
    expect((await doctor({ ...GOOD, [HUB]: DENIED, [PRODUCTS]: subscriptions() })).code).toBe(1);
  });

  it('names the rules that can never hold', async () => {
    const ended = await doctor({ ...GOOD, [PRODUCTS]: subscriptions() });
    expect(checksOf(ended)['product GuardDuty']?.text).toBe(
      'sends no findings to Security Hub: `ec2-backdoor-with-critical-cves`, `ec2-exposed-instance-under-attack`, `s3-exfiltration-of-sensitive-data` can never hold',
    );
  });

  it('asks for what the rules require only', async () => {
    const folder = makeFolder();
    const { rules } = await makeRules(folder);
    const ended = await doctor(GOOD, ['--rules', rules]);
    expect(Object.keys(checksOf(ended))).toEqual([
      'security-hub',
      'control-findings',
      'product GuardDuty',
      'product Inspector',
    ]);
    expect(ended.aws.requests.map(({ operation }) => operation)).not.toContain(MACIE);
  });

  it('writes a table for people', async () => {
    const answers = { ...GOOD, [PRODUCTS]: subscriptions('aws/guardduty', 'aws/macie'), [MACIE]: DENIED };
    const { stdout } = await doctor(answers, ['-o', 'table']);
    await expect(stdout).toMatchFileSnapshot('../golden/doctor.table.txt');
  });

  it('is about deployed tables', async () => {
    const ended = await doctor(GOOD, ['--store', 'hub.sqlite']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('`hub.sqlite` is no deployed table');
  });

  it('cannot say anything without a network', async () => {
    const ended = await runCli(['doctor', '--rules', copyFirstRules(makeFolder())], {
      env: {
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'x',
        AWS_SECRET_ACCESS_KEY: 'y',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      },
    });
    expect(ended.code).toBe(3);
    expect(checksOf(ended)['security-hub']).toMatchObject({
      status: 'unknown',
      text: expect.stringContaining('cannot be reached'),
    });
  });
});

describe('doctor of a deployment', () => {
  interface Deployment {
    readonly heartbeat?: { readonly receivedAt: string; readonly queues: string; readonly rules?: string };
    /** An item that is put into the table beside. */
    readonly item?: Record<string, AttributeValue>;
    /** Whether the functions have noted the shipped rules. */
    readonly isFilled?: boolean;
    readonly table?: string;
  }

  const QUEUES = JSON.stringify({
    ingest: 'https://sqs.eu-west-1.amazonaws.com/111122223333/ingest-dead',
    correlate: 'https://sqs.eu-west-1.amazonaws.com/111122223333/correlate-dead',
  });
  const HEARTBEAT = { receivedAt: '2026-03-31T21:00:00.000Z', queues: QUEUES };

  async function doctorOf(deployment: Deployment, answers: Answers = {}, argv: readonly string[] = []) {
    const dynamoDb = await startDynamoDb();
    onTestFinished(() => dynamoDb.close());
    dynamoDb.createTable('incidents');
    const client = dynamoDb.client();
    const { heartbeat, isFilled = true, table = 'incidents' } = deployment;
    if (isFilled) await fillStore(openDynamoDbStore({ client, table: 'incidents' }), []);
    if (heartbeat !== undefined) {
      const Item = {
        pk: { S: 'meta' },
        sk: { S: 'heartbeat' },
        receivedAt: { N: String(Date.parse(heartbeat.receivedAt)) },
        deadLetterQueues: { S: heartbeat.queues },
        ...(heartbeat.rules !== undefined && { rules: { S: heartbeat.rules } }),
      };
      await client.send(new PutItemCommand({ TableName: 'incidents', Item }));
    }
    if (deployment.item !== undefined) {
      await client.send(new PutItemCommand({ TableName: 'incidents', Item: deployment.item }));
    }
    const env = { CORROBORATE_DYNAMODB_ENDPOINT: dynamoDb.endpoint };
    return doctor({ ...GOOD, ...answers }, ['--store', `dynamodb:${table}`, ...argv], env);
  }

  it('finds nothing wrong where nothing is', async () => {
    const ended = await doctorOf({ heartbeat: HEARTBEAT });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const checks = checksOf(ended);
    expect(Object.keys(checks).slice(7)).toEqual([
      'events',
      'dead-letters correlate',
      'dead-letters ingest',
      'rules',
    ]);
    for (const { status } of Object.values(checks)) expect(status).toBe('ok');
    expect(checks.events?.text).toBe('the last one arrived 3 hours ago, at 2026-03-31T21:00:00.000Z');
  });

  it('sends no request to a place that the table names', async () => {
    const queues = JSON.stringify({ ingest: 'http://198.51.100.1/111122223333/x' });
    const { code, aws } = await doctorOf({ heartbeat: { ...HEARTBEAT, queues } });
    expect(code).toBe(0);
    expect(aws.requests.filter(({ operation }) => operation === QUEUE)).toHaveLength(1);
  });

  it.each<[string, Deployment, Answers, string, string, number]>([
    ['no event has arrived', {}, {}, 'events', 'fail', 1],
    ['queues are not known yet', {}, {}, 'dead-letters', 'unknown', 1],
    [
      'queues are told in a way that nobody understands',
      { heartbeat: { ...HEARTBEAT, queues: '{' } },
      {},
      'dead-letters',
      'unknown',
      0,
    ],
    [
      'no event has arrived for long',
      { heartbeat: { ...HEARTBEAT, receivedAt: '2026-03-30T00:00:00.000Z' } },
      {},
      'events',
      'warn',
      0,
    ],
    [
      'dead letters are waiting',
      { heartbeat: HEARTBEAT },
      {
        [QUEUE]: {
          body: {
            Attributes: { ApproximateNumberOfMessages: '2', ApproximateNumberOfMessagesNotVisible: '1' },
          },
        },
      },
      'dead-letters ingest',
      'fail',
      1,
    ],
    [
      'a queue is gone',
      { heartbeat: HEARTBEAT },
      { [QUEUE]: { error: 'QueueDoesNotExist' } },
      'dead-letters ingest',
      'fail',
      1,
    ],
    [
      'queues may not be asked',
      { heartbeat: HEARTBEAT },
      { [QUEUE]: DENIED },
      'dead-letters ingest',
      'unknown',
      4,
    ],
    ['rules are not noted yet', { heartbeat: HEARTBEAT, isFilled: false }, {}, 'rules', 'unknown', 0],
    ['there is no such table', { table: 'incident' }, {}, 'table', 'fail', 1],
  ])('tells that %s', async (_name, deployment, answers, check, status, code) => {
    const ended = await doctorOf(deployment, answers);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(checksOf(ended)[check]).toMatchObject({ status });
    if (status === 'fail' || status === 'warn') expect(checksOf(ended)[check]?.hint).toMatch(/./);
  });

  it('counts dead letters that somebody is looking at too', async () => {
    const Attributes = { ApproximateNumberOfMessages: '2', ApproximateNumberOfMessagesNotVisible: '1' };
    const ended = await doctorOf({ heartbeat: HEARTBEAT }, { [QUEUE]: { body: { Attributes } } });
    expect(checksOf(ended)['dead-letters ingest']?.text).toBe('3 messages waiting');
  });

  it('tells how the deployed rules differ', async () => {
    const { rules } = await makeRules(makeFolder());
    const ended = await doctorOf({ heartbeat: HEARTBEAT }, {}, ['--rules', rules]);
    expect(ended.code).toBe(0);
    expect(checksOf(ended).rules).toMatchObject({
      status: 'warn',
      text: expect.stringContaining('`brute-force-on-vulnerable-instance` not deployed'),
    });
    expect(checksOf(ended).rules?.text).toContain('in the table, and not at hand');
  });

  it('does not hold rules against the deployment that were taken away long ago', async () => {
    const rules = rulesName(FIRST_RULES, digest);
    const item = { pk: { S: 'rules' }, sk: { S: 'former' }, rule: { S: '"former"' }, hash: { S: 'x' } };
    const ended = await doctorOf({ heartbeat: { ...HEARTBEAT, rules }, item });
    expect(checksOf(ended).rules).toMatchObject({ status: 'ok', text: 'the rules at hand are deployed' });
  });

  it('says what is left to do where rules have changed and are deployed', async () => {
    const { rules: folder } = await makeRules(makeFolder());
    const rules = rulesName(
      (await loadRules(folder)).rules.map(({ rule }) => rule),
      digest,
    );
    const ended = await doctorOf({ heartbeat: { ...HEARTBEAT, rules } }, {}, ['--rules', folder]);
    expect(checksOf(ended).rules).toMatchObject({
      status: 'warn',
      hint: expect.stringContaining('{"fill":{}}'),
    });
  });

  it('tells what it finds beside an item that cannot be read', async () => {
    const item = { pk: { S: 'rules' }, sk: { S: 'spoilt' } };
    const ended = await doctorOf({ heartbeat: HEARTBEAT, item });
    expect(ended.code).toBe(3);
    expect(checksOf(ended).events?.status).toBe('ok');
    expect(checksOf(ended).rules).toMatchObject({
      status: 'unknown',
      text: expect.stringContaining('cannot be read'),
    });
  });
});
