import type { JsonObject } from '../../../src/core/json.ts';
import type { AccountClock } from '../account-clock.ts';
import { createJsonService, type Operation } from '../http/json-service.ts';
import type { Service } from '../http/service.ts';
import { ServiceError } from '../http/service-error.ts';
import { type RateLimit, TokenBucket } from '../token-bucket.ts';
import type { GetFindingsRequest, SecurityHub } from './security-hub.ts';

/** Requests by operation, per account and Region (Security Hub model, "service quotas"). */
const LIMITS: Readonly<Record<string, RateLimit>> = {
  BatchImportFindings: { perSecond: 10, burst: 30 },
  GetFindings: { perSecond: 3, burst: 6 },
  DescribeHub: { perSecond: 1, burst: 5 },
  ListEnabledProductsForImport: { perSecond: 1, burst: 5 },
  GetEnabledStandards: { perSecond: 1, burst: 5 },
};

const ROUTES: ReadonlyMap<string, string> = new Map([
  ['POST /findings/import', 'BatchImportFindings'],
  ['POST /findings', 'GetFindings'],
  ['GET /accounts', 'DescribeHub'],
  ['GET /productSubscriptions', 'ListEnabledProductsForImport'],
  ['POST /standards/get', 'GetEnabledStandards'],
]);

interface ImportRequest {
  readonly Findings: readonly JsonObject[];
}

/** Puts a hub on the wire; beyond the documented rates it refuses with 429, as a client retries. */
export function createSecurityHubService(hub: SecurityHub, clock: AccountClock): Service {
  const answers: Readonly<Record<string, Operation>> = {
    BatchImportFindings: ({ Findings }: ImportRequest, { body }) =>
      hub.importFindings(Findings, Buffer.byteLength(body)),
    GetFindings: (request: GetFindingsRequest) => hub.getFindings(request),
    DescribeHub: () => describeHub(hub),
    ListEnabledProductsForImport: () => listProducts(hub),
    GetEnabledStandards: () => listStandards(hub),
  };
  const limited = Object.entries(answers).map(([name, answer]): [string, Operation] => {
    const bucket = new TokenBucket(LIMITS[name] ?? { perSecond: 1, burst: 5 }, clock);
    return [
      name,
      (input, request) => {
        if (!bucket.take()) throw tooManyRequests();
        return answer(input, request);
      },
    ];
  });
  return createJsonService({
    contentType: 'application/json',
    operations: new Map(limited),
    routes: ROUTES,
    refusal: tooManyRequests,
  });
}

function tooManyRequests(): ServiceError {
  return new ServiceError('TooManyRequestsException', 'Too Many Requests', { statusCode: 429 });
}

function describeHub(hub: SecurityHub): unknown {
  hub.checkOn();
  const { account, region } = hub.identity;
  return {
    HubArn: `arn:aws:securityhub:${region}:${account}:hub/default`,
    SubscribedAt: '2025-01-01T00:00:00.000Z',
    AutoEnableControls: true,
    ControlFindingGenerator: hub.controlFindingGenerator,
  };
}

function listProducts(hub: SecurityHub): unknown {
  hub.checkOn();
  const { account, region } = hub.identity;
  return {
    ProductSubscriptions: hub.products.map(
      (product) => `arn:aws:securityhub:${region}:${account}:product-subscription/${product}`,
    ),
  };
}

function listStandards(hub: SecurityHub): unknown {
  hub.checkOn();
  const { account, region } = hub.identity;
  return {
    StandardsSubscriptions: hub.standards.map((standard) => ({
      StandardsArn: `arn:aws:securityhub:${region}::standards/${standard}`,
      StandardsSubscriptionArn: `arn:aws:securityhub:${region}:${account}:subscription/${standard}`,
      StandardsInput: {},
      StandardsStatus: 'READY',
    })),
  };
}
