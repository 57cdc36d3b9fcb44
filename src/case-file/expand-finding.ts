import { partitionOfRegion } from '../core/entity/entity-of.ts';
import { PRODUCT } from '../core/finding/product-of.ts';
import type { JsonObject } from '../core/json.ts';
import { asffTypeOf } from './asff-type.ts';
import type { FindingState, FindingVersion, NewFinding, WorldFinding } from './case-file.ts';
import { expandResource } from './expand-resource.ts';
import { idOfName } from './id-of-name.ts';

/** The instant from which the offsets of every case file count. */
export const CASE_START: string = '2026-01-01T00:00:00.000Z';

/** The instant `offsetMs` after `CASE_START`, as ISO 8601 UTC text. */
export function caseTime(offsetMs: number): string {
  return new Date(Date.parse(CASE_START) + offsetMs).toISOString();
}

/** The complete ASFF finding that an entry of a world stands for, as Security Hub would send it. */
export function expandFinding(entry: WorldFinding): JsonObject {
  switch (entry.form) {
    case 'new':
      return expandNew(entry);
    case 'literal':
      return entry.finding;
    case 'version':
      return expandVersion(entry);
  }
}

function expandNew(entry: NewFinding): JsonObject {
  const firstSeen = caseTime(entry.sinceMs);
  const updated = caseTime(entry.atMs);
  const types = entry.type === undefined ? undefined : [asffTypeOf(entry.product, entry.type)];
  const open: JsonObject = {
    SchemaVersion: '2018-10-08',
    Id: idOf(entry),
    ProductArn: productArnOf(entry.product, entry.region),
    GeneratorId: generatorOf(entry),
    AwsAccountId: entry.account,
    Region: entry.region,
    Types: types ?? ['Software and Configuration Checks'],
    // Macie sends no instants of observation.
    ...(entry.product !== PRODUCT.macie && { FirstObservedAt: firstSeen, LastObservedAt: updated }),
    CreatedAt: firstSeen,
    UpdatedAt: updated,
    Severity: { Label: entry.severity ?? 'HIGH' },
    Title: titleOf(entry),
    Description: titleOf(entry),
    ProductFields: {},
    Resources: entry.resources.map((resource) => expandResource(resource, entry)),
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  };
  return { ...withState({ ...open, ...membersOfProduct(entry) }, entry.state), ...entry.members };
}

function idOf({ product, name, account, region, control }: NewFinding): string {
  const partition = partitionOfRegion(region);
  const home = `${region}:${account}`;
  const digits = idOfName(name, 32);
  switch (product) {
    case PRODUCT.guardDuty:
      return `arn:${partition}:guardduty:${home}:detector/${idOfName(account, 32)}/finding/${digits}`;
    case PRODUCT.inspector:
      return `arn:${partition}:inspector2:${home}:finding/${digits}`;
    case PRODUCT.securityHub:
      return `arn:${partition}:securityhub:${home}:security-control/${control}/finding/${toUuid(digits)}`;
    default:
      return digits;
  }
}

function toUuid(digits: string): string {
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
}

/** ProductArn ends of AWS's own products, as `productOf` reads them. */
const SLUG_OF_PRODUCT: Readonly<Record<string, string>> = {
  [PRODUCT.accessAnalyzer]: 'aws/access-analyzer',
  [PRODUCT.config]: 'aws/config',
  [PRODUCT.detective]: 'amazon/detective',
  [PRODUCT.firewallManager]: 'aws/firewall-manager',
  [PRODUCT.guardDuty]: 'aws/guardduty',
  [PRODUCT.health]: 'aws/health',
  [PRODUCT.inspector]: 'aws/inspector',
  [PRODUCT.iotDeviceDefender]: 'aws/iot-device-defender-audit',
  [PRODUCT.macie]: 'aws/macie',
  [PRODUCT.patchManager]: 'aws/ssm-patch-manager',
  [PRODUCT.securityHub]: 'aws/securityhub',
};

/** Names of products that have no slash; any other product is written `company/product`. */
export const NAMED_PRODUCTS: readonly string[] = Object.keys(SLUG_OF_PRODUCT);

function productArnOf(product: string, region: string): string {
  const slug = Object.hasOwn(SLUG_OF_PRODUCT, product) ? SLUG_OF_PRODUCT[product] : product;
  return `arn:${partitionOfRegion(region)}:securityhub:${region}::product/${slug}`;
}

function generatorOf({ product, account, region, control }: NewFinding): string {
  switch (product) {
    case PRODUCT.guardDuty:
      return `arn:${partitionOfRegion(region)}:guardduty:${region}:${account}:detector/${idOfName(account, 32)}`;
    case PRODUCT.inspector:
      return 'AWSInspector';
    case PRODUCT.securityHub:
      return `security-control/${control}`;
    case PRODUCT.macie:
      return 'aws/macie';
    default:
      return product;
  }
}

function titleOf({ type, control, vulnerabilities, resources }: NewFinding): string {
  const subject = type ?? control ?? vulnerabilities.join(', ');
  return `${subject} on ${resources[0] ?? 'nothing'}`.slice(0, 256);
}

function membersOfProduct(entry: NewFinding): JsonObject {
  switch (entry.product) {
    case PRODUCT.securityHub:
      return { Compliance: { Status: 'FAILED', SecurityControlId: entry.control } };
    case PRODUCT.inspector:
      return inspectorMembers(entry);
    case PRODUCT.macie:
      return macieMembers(entry);
    default:
      return {};
  }
}

function inspectorMembers({ vulnerabilities, product }: NewFinding): JsonObject {
  return {
    Types: [asffTypeOf(product, 'CVE')],
    Vulnerabilities: vulnerabilities.map((id) => ({ Id: id, FixAvailable: 'YES' })),
    ProductFields: { 'aws/inspector/ProductVersion': '2', 'aws/inspector/FindingStatus': 'ACTIVE' },
  };
}

/** Macie names the bucket, then the object, and the owner inside the bucket. */
function macieMembers(entry: NewFinding): JsonObject {
  const [only, ...others] = entry.resources;
  if (only === undefined || others.length > 0 || !only.startsWith('bucket/')) return {};
  const bucket = {
    ...expandResource(only, entry),
    Details: { AwsS3Bucket: { OwnerAccountId: entry.account } },
  };
  const object = expandResource(`object/${only.slice('bucket/'.length)}/${entry.name}.csv`, entry);
  return { Resources: [bucket, object] };
}

function expandVersion(entry: FindingVersion): JsonObject {
  const before = expandFinding(entry.of);
  const now = caseTime(entry.atMs);
  const isUpdatedByProduct = !ANALYST_STATES.has(entry.state);
  const later: JsonObject = {
    ...before,
    ...(isUpdatedByProduct && { UpdatedAt: now }),
    ...(entry.state === 'open' && before.LastObservedAt !== undefined && { LastObservedAt: now }),
    ...(entry.sinceMs !== undefined && { FirstObservedAt: caseTime(entry.sinceMs) }),
    ...(entry.severity !== undefined && { Severity: { Label: entry.severity } }),
  };
  return { ...withState(later, entry.state), ...entry.members };
}

/** What an analyst decides with BatchUpdateFindings, which does not move UpdatedAt. */
const ANALYST_STATES: ReadonlySet<FindingState> = new Set(['resolved', 'suppressed', 'false-positive']);

function withState(finding: JsonObject, state: FindingState): JsonObject {
  const hasCompliance = finding.Compliance !== undefined;
  switch (state) {
    case 'open':
      return {
        ...finding,
        RecordState: 'ACTIVE',
        Workflow: { Status: 'NEW' },
        ...(finding.VerificationState !== undefined && { VerificationState: 'UNKNOWN' }),
        ...(hasCompliance && withCompliance(finding, 'FAILED')),
      };
    case 'archived':
      return { ...finding, RecordState: 'ARCHIVED' };
    case 'resolved':
      return { ...finding, Workflow: { Status: 'RESOLVED' } };
    case 'suppressed':
      return { ...finding, Workflow: { Status: 'SUPPRESSED' } };
    case 'false-positive':
      return { ...finding, VerificationState: 'FALSE_POSITIVE' };
    case 'passed':
      return { ...finding, Workflow: { Status: 'RESOLVED' }, ...withCompliance(finding, 'PASSED') };
    case 'not-available':
      return { ...finding, RecordState: 'ARCHIVED', ...withCompliance(finding, 'NOT_AVAILABLE') };
  }
}

function withCompliance({ Compliance }: JsonObject, status: string): JsonObject {
  return { Compliance: { ...(typeof Compliance === 'object' ? Compliance : {}), Status: status } };
}
