import {
  BatchImportFindingsCommand,
  DescribeHubCommand,
  GetFindingsCommand,
  ListEnabledProductsForImportCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { type AccountClock, createClock } from './account-clock.ts';
import { TEST_ACCOUNT } from './account-identity.ts';
import type { BusEvent } from './event-bus.ts';
import { type AccountServer, startServer } from './http/start-server.ts';
import { SecurityHub } from './security-hub/security-hub.ts';
import { createSecurityHubService } from './security-hub/security-hub-service.ts';

const { account, region } = TEST_ACCOUNT;
const PRODUCT = `arn:aws:securityhub:${region}:${account}:product/${account}/default`;

let clock: AccountClock;
let hub: SecurityHub;
let events: BusEvent[];
let server: AccountServer;
let client: SecurityHubClient;

beforeEach(async () => {
  clock = createClock();
  events = [];
  hub = new SecurityHub({ identity: TEST_ACCOUNT, clock, putEvent: (event) => events.push(event) });
  server = await startServer({ services: new Map([['securityhub', createSecurityHubService(hub, clock)]]) });
  client = new SecurityHubClient({
    endpoint: server.endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

function makeFinding(overrides: JsonObject = {}): JsonObject {
  return {
    SchemaVersion: '2018-10-08',
    Id: 'corroborate/1',
    ProductArn: PRODUCT,
    GeneratorId: 'corroborate/rule',
    AwsAccountId: account,
    CreatedAt: '2026-01-05T12:00:00.000Z',
    UpdatedAt: '2026-01-05T12:00:00.000Z',
    Severity: { Label: 'HIGH' },
    Types: ['TTPs/Command and Control'],
    Title: 'title',
    Description: 'description',
    Resources: [{ Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1' }],
    RecordState: 'ACTIVE',
    ...overrides,
  };
}

const send = (...findings: JsonObject[]) =>
  client.send(new BatchImportFindingsCommand({ Findings: JSON.parse(JSON.stringify(findings)) }));

const later = (minutes: number) => `2026-01-05T12:${String(minutes).padStart(2, '0')}:00.000Z`;

const stored = (id = 'corroborate/1') => hub.findings().find(({ Id }) => Id === id);

describe('importing', () => {
  it('takes a finding in, tells the bus, and updates it when UpdatedAt is newer', async () => {
    expect(await send(makeFinding())).toMatchObject({ SuccessCount: 1, FailedCount: 0 });
    await send(makeFinding({ Title: 'newer', UpdatedAt: later(1) }));
    expect(stored()).toMatchObject({ Title: 'newer', Workflow: { Status: 'NEW' } });
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      'detail-type': 'Security Hub Findings - Imported',
      source: 'aws.securityhub',
      resources: [`${PRODUCT}/corroborate/1`],
      detail: { findings: [{ Title: 'title' }] },
    });
  });

  it('passes over in silence what is not newer', async () => {
    await send(makeFinding({ UpdatedAt: later(1) }));
    expect(await send(makeFinding({ Title: 'older' }))).toMatchObject({ SuccessCount: 1, FailedCount: 0 });
    expect(stored()).toMatchObject({ Title: 'title' });
    expect(events).toHaveLength(1);
    expect(hub.imports).toMatchObject({ violations: [], stale: [{ Title: 'older' }] });
  });

  it('processes only the first of two findings with one id', async () => {
    await send(makeFinding(), makeFinding({ Title: 'second', UpdatedAt: later(1) }));
    expect(stored()).toMatchObject({ Title: 'title' });
  });

  it.each([
    ['of another account', { AwsAccountId: '444455556666' }, 'InvalidAccess', /default product/],
    [
      'of another product',
      { ProductArn: PRODUCT.replaceAll(account, '444455556666') },
      'InvalidAccess',
      /default product/,
    ],
    [
      'of another Region',
      { ProductArn: PRODUCT.replace(region, 'eu-central-1') },
      'InvalidAccess',
      /default product/,
    ],
    ['without a severity', { Severity: {} }, 'InvalidInput', /^Severity: [^;]*$/],
    ['without a title', { Title: '' }, 'InvalidInput', /^Title: [^;]*$/],
    [
      'larger than 240 KB',
      {
        ProductFields: Object.fromEntries(
          Array.from({ length: 50 }, (_, n) => [`c/p/${n}`, 'é'.repeat(2048)]),
        ),
        Resources: Array.from({ length: 32 }, (_, n) => ({
          Type: 'AwsEc2Instance',
          Id: `i-${n}`,
          Details: {
            Other: Object.fromEntries(Array.from({ length: 3 }, (_, k) => [`k${k}`, 'x'.repeat(1000)])),
          },
        })),
      },
      'InvalidInput',
      /^finding: \d+ bytes, [^;]*$/,
    ],
  ])('returns a finding %s as failed', async (_, overrides, code, message) => {
    const answer = await send(makeFinding({ Id: 'good' }), makeFinding({ Id: 'bad', ...overrides }));
    expect(answer).toMatchObject({
      SuccessCount: 1,
      FailedCount: 1,
      FailedFindings: [{ Id: 'bad', ErrorCode: code, ErrorMessage: expect.stringMatching(message) }],
    });
    expect(stored('bad')).toBeUndefined();
  });

  it('fails findings when the test says so', async () => {
    hub.failureOf = ({ Id }) => (Id === 'b' ? 'InternalException' : undefined);
    const answer = await send(makeFinding({ Id: 'a' }), makeFinding({ Id: 'b' }));
    expect(answer.FailedFindings).toEqual([
      expect.objectContaining({ Id: 'b', ErrorCode: 'InternalException' }),
    ]);
  });

  it('refuses more than 100 findings, more than 6 MB, and none', async () => {
    const many = Array.from({ length: 101 }, (_, n) => makeFinding({ Id: `${n}` }));
    await expect(send(...many)).rejects.toMatchObject({ name: 'InvalidInputException' });
    await expect(send()).rejects.toMatchObject({ name: 'InvalidInputException' });
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`c/p/${n}`, 'x'.repeat(2000)]));
    const large = many.slice(0, 80).map((finding) => ({ ...finding, ProductFields: fields }));
    await expect(send(...large)).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('refuses when it is off, and each finding when the product is', async () => {
    hub.state = 'product-off';
    expect((await send(makeFinding())).FailedFindings?.[0]).toMatchObject({ ErrorCode: 'InvalidAccess' });
    hub.state = 'off';
    await expect(send(makeFinding())).rejects.toMatchObject({ name: 'InvalidAccessException' });
  });

  it('leaves to analysts what is theirs, and starts again what comes back from the archive', async () => {
    const provided = {
      FindingProviderFields: { Severity: { Label: 'HIGH' }, Types: ['TTPs/Command and Control'] },
    };
    await send(makeFinding(provided));
    hub.analyse(
      { ProductArn: PRODUCT, Id: 'corroborate/1' },
      { Workflow: { Status: 'NOTIFIED' }, Severity: { Label: 'LOW' } },
    );
    expect(stored()?.UpdatedAt).toBe(later(0));
    await send(makeFinding({ ...provided, UpdatedAt: later(1), Workflow: { Status: 'RESOLVED' } }));
    expect(stored()).toMatchObject({ Workflow: { Status: 'NOTIFIED' }, Severity: { Label: 'LOW' } });
    await send(makeFinding({ UpdatedAt: later(2), RecordState: 'ARCHIVED' }));
    expect(stored()).toMatchObject({ Workflow: { Status: 'NOTIFIED' } });
    await send(makeFinding({ UpdatedAt: later(3) }));
    expect(stored()).toMatchObject({ Workflow: { Status: 'NEW' } });
  });
});

describe('limits of the rate', () => {
  it('lets 30 imports through at once, then 10 a second', async () => {
    const attempt = async (count: number) => {
      const results = await Promise.allSettled(
        Array.from({ length: count }, (_, n) => send(makeFinding({ Id: `${n}` }))),
      );
      return results.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await attempt(40)).toBe(30);
    clock.advance(1000);
    expect(await attempt(15)).toBe(10);
    await expect(send(makeFinding())).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
  });

  it('lets 6 GetFindings through at once', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => client.send(new GetFindingsCommand({}))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  });
});

describe('violations', () => {
  it('is an import that is accepted with the content of the one before', async () => {
    await send(makeFinding());
    await send(makeFinding({ UpdatedAt: later(1) }));
    expect(hub.imports.violations).toEqual([
      expect.objectContaining({ kind: 'unchanged-import', id: 'corroborate/1' }),
    ]);
  });

  it('is other content under the same UpdatedAt, but not a repetition', async () => {
    await send(makeFinding());
    await send(makeFinding());
    expect(hub.imports.violations).toEqual([]);
    await send(makeFinding({ Title: 'lost' }));
    expect(hub.imports.violations).toEqual([expect.objectContaining({ kind: 'same-updated-at' })]);
  });

  it('is a second finding of one rule and entity', async () => {
    const ProductFields = { 'corroborate/rule': 'rule', 'corroborate/entity': 'entity' };
    await send(makeFinding({ ProductFields }), makeFinding({ Id: 'corroborate/2', ProductFields }));
    expect(hub.imports.violations).toEqual([
      expect.objectContaining({ kind: 'second-finding', id: 'corroborate/2' }),
    ]);
  });
});

describe('reading', () => {
  it('filters by text and time, sorts, and gives pages', async () => {
    for (let n = 0; n < 25; n += 1) {
      hub.receive(
        makeFinding({
          Id: `f-${String(n).padStart(2, '0')}`,
          UpdatedAt: later(n),
          RecordState: n % 2 === 0 ? 'ACTIVE' : 'ARCHIVED',
        }),
      );
    }
    const found: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new GetFindingsCommand({
          Filters: {
            RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
            Id: [
              { Value: 'f-0', Comparison: 'PREFIX' },
              { Value: 'f-1', Comparison: 'PREFIX' },
            ],
            UpdatedAt: [{ Start: later(3), End: later(18) }],
          },
          SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'desc' }],
          MaxResults: 5,
          ...(NextToken !== undefined && { NextToken }),
        }),
      );
      found.push(...(page.Findings ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual(['f-18', 'f-16', 'f-14', 'f-12', 'f-10', 'f-08', 'f-06', 'f-04']);
  });

  it('refuses more than 100 results at once and filters that it does not know', async () => {
    await expect(client.send(new GetFindingsCommand({ MaxResults: 101 }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
    const Filters = { MalwareName: [{ Value: 'x', Comparison: 'EQUALS' as const }] };
    await expect(client.send(new GetFindingsCommand({ Filters }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  it('tells of itself and of its products', async () => {
    expect(await client.send(new DescribeHubCommand({}))).toMatchObject({
      ControlFindingGenerator: 'SECURITY_CONTROL',
    });
    const { ProductSubscriptions } = await client.send(new ListEnabledProductsForImportCommand({}));
    expect(ProductSubscriptions).toContain(
      `arn:aws:securityhub:${region}:${account}:product-subscription/aws/guardduty`,
    );
  });
});
