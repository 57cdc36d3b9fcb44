import { instantOrder } from '../../../src/core/instant.ts';
import { type Json, type JsonObject, stringAt } from '../../../src/core/json.ts';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';
import type { AccountClock } from '../account-clock.ts';
import type { AccountIdentity } from '../account-identity.ts';
import type { BusEvent } from '../event-bus.ts';
import { ServiceError } from '../http/service-error.ts';
import {
  checkFilters,
  type FindingFilters,
  findingKey,
  invalid,
  passesFilters,
  sortText,
} from './finding-filters.ts';
import { importFinding, type StoredFinding } from './import-finding.ts';
import { ImportRecord } from './import-record.ts';

/** What a hub is made of. */
export interface SecurityHubOptions {
  readonly identity: AccountIdentity;
  readonly clock: AccountClock;
  /** Takes the event that each finding causes that comes or changes. */
  readonly putEvent?: (event: BusEvent) => void;
}

/** Why a finding was not taken in. */
export interface FailedFinding {
  readonly Id: string;
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** What BatchImportFindings answers. */
export interface ImportAnswer {
  readonly SuccessCount: number;
  readonly FailedCount: number;
  readonly FailedFindings: readonly FailedFinding[];
}

/** What GetFindings is asked for. */
export interface GetFindingsRequest {
  readonly Filters?: FindingFilters;
  readonly SortCriteria?: readonly { readonly Field: string; readonly SortOrder: 'asc' | 'desc' }[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const BATCH_MAX = 100;
const BATCH_BYTES_MAX = 6 * 1024 * 1024;
const PAGE_MAX = 100;

/**
 * The Security Hub of one account and Region, as strict as its documents: it takes findings of the account's own
 * default product that keep all limits of ASFF, and passes over what is not newer than what it has.
 */
export class SecurityHub {
  /** `off` refuses everything; `product-off` refuses each finding that is imported. */
  state: 'on' | 'product-off' | 'off' = 'on';
  /** What DescribeHub says of consolidated control findings. */
  controlFindingGenerator: 'SECURITY_CONTROL' | 'STANDARD_CONTROL' = 'SECURITY_CONTROL';
  /** Products whose findings are let in, as `aws/guardduty`. */
  products: readonly string[] = ['aws/guardduty', 'aws/inspector', 'aws/macie', 'aws/securityhub'];
  /** Standards whose controls are checked. */
  standards: readonly string[] = ['aws-foundational-security-best-practices/v/1.0.0'];
  /** Says the code with which the hub fails on a finding that is in order, if it does. */
  failureOf: (finding: JsonObject) => string | undefined = () => undefined;
  readonly imports: ImportRecord = new ImportRecord();
  readonly identity: AccountIdentity;
  readonly #clock: AccountClock;
  readonly #putEvent: (event: BusEvent) => void;
  readonly #findings = new Map<string, StoredFinding>();

  constructor({ identity, clock, putEvent = () => undefined }: SecurityHubOptions) {
    this.identity = identity;
    this.#clock = clock;
    this.#putEvent = putEvent;
  }

  /** BatchImportFindings; `bytes` is the size of the request. */
  importFindings(findings: readonly JsonObject[], bytes: number): ImportAnswer {
    this.checkOn();
    if (findings.length < 1 || findings.length > BATCH_MAX)
      throw invalid('1 to 100 findings may be imported');
    if (bytes > BATCH_BYTES_MAX) throw invalid('a batch has 6 MB at most');
    const failed = firstOfEachId(findings).flatMap((finding) => this.#importOne(finding) ?? []);
    return {
      SuccessCount: findings.length - failed.length,
      FailedCount: failed.length,
      FailedFindings: failed,
    };
  }

  /** GetFindings. */
  getFindings(request: GetFindingsRequest): {
    readonly Findings: readonly JsonObject[];
    readonly NextToken?: string;
  } {
    this.checkOn();
    const { Filters: filters = {}, SortCriteria: criteria = [], MaxResults: max = PAGE_MAX } = request;
    checkFilters(filters);
    if (max < 1 || max > PAGE_MAX) throw invalid('MaxResults is 1 to 100');
    const nowMs = this.#clock.now();
    const found = this.findings().filter((finding) => passesFilters(finding, filters, nowMs));
    for (const { Field, SortOrder } of criteria.toReversed()) {
      const sign = SortOrder === 'desc' ? -1 : 1;
      found.sort((a, b) => (sortText(a, Field) < sortText(b, Field) ? -sign : sign));
    }
    const start = Number(request.NextToken ?? 0);
    const end = start + max;
    return { Findings: found.slice(start, end), ...(end < found.length && { NextToken: String(end) }) };
  }

  /** A finding that a service of AWS sends: taken in as it is, and told on the bus. */
  receive(finding: JsonObject): void {
    this.#keep(finding);
  }

  /** BatchUpdateFindings as an analyst does it: UpdatedAt stays, and what was set withstands the provider. */
  analyse(finding: Pick<JsonObject, 'ProductArn' | 'Id'>, members: JsonObject): void {
    const key = findingKey(finding);
    const stored = this.#findings.get(key);
    if (stored === undefined) throw new Error(`no finding ${key}`);
    const analysed = new Set([...stored.analysed, ...Object.keys(members)]);
    this.#findings.set(key, { finding: { ...stored.finding, ...members }, analysed });
    this.#announce(key);
  }

  /** All findings, in the order in which they first came. */
  findings(): JsonObject[] {
    return [...this.#findings.values()].map(({ finding }) => finding);
  }

  /** Refuses when Security Hub is not on. */
  checkOn(): void {
    if (this.state !== 'off') return;
    const message = `Account ${this.identity.account} is not subscribed to AWS Security Hub`;
    throw new ServiceError('InvalidAccessException', message, { statusCode: 401 });
  }

  #importOne(finding: JsonObject): FailedFinding | undefined {
    const failure = this.#failureOf(finding);
    if (failure !== undefined) return { Id: stringAt(finding, 'Id') ?? '', ...failure };
    const stored = this.#findings.get(findingKey(finding))?.finding;
    const [had, has] = [instantOrder(stored?.UpdatedAt), instantOrder(finding.UpdatedAt)];
    if (had !== undefined && has !== undefined && has <= had) {
      this.imports.passOver(finding, has === had);
      return undefined;
    }
    this.imports.accept(finding);
    this.#keep(finding);
    return undefined;
  }

  #failureOf(finding: JsonObject): Omit<FailedFinding, 'Id'> | undefined {
    if (this.state === 'product-off' || !this.#isOwn(finding)) {
      return {
        ErrorCode: 'InvalidAccess',
        ErrorMessage: 'not the default product of this account and Region',
      };
    }
    const problems = checkAsff(finding);
    if (problems.length > 0) return { ErrorCode: 'InvalidInput', ErrorMessage: problems.join('; ') };
    const code = this.failureOf(finding);
    return code === undefined ? undefined : { ErrorCode: code, ErrorMessage: 'injected by the test' };
  }

  #isOwn(finding: JsonObject): boolean {
    const { account, region } = this.identity;
    const [, , , arnRegion, arnAccount] = String(finding.ProductArn).split(':');
    return finding.AwsAccountId === account && arnAccount === account && arnRegion === region;
  }

  #keep(finding: JsonObject): void {
    const key = findingKey(finding);
    const processedAt = new Date(this.#clock.now()).toISOString();
    this.#findings.set(key, importFinding(finding, this.#findings.get(key), processedAt));
    this.#announce(key);
  }

  #announce(key: string): void {
    const finding: Json = this.#findings.get(key)?.finding ?? {};
    this.#putEvent({
      'detail-type': 'Security Hub Findings - Imported',
      source: 'aws.securityhub',
      resources: [`${stringAt(finding, 'ProductArn')}/${stringAt(finding, 'Id')}`],
      detail: { findings: [finding] },
    });
  }
}

/** Of several findings with one id in a batch only the first is processed, and nothing is said of the others. */
function firstOfEachId(findings: readonly JsonObject[]): readonly JsonObject[] {
  const first = new Map<string, JsonObject>();
  for (const finding of findings) {
    const key = findingKey(finding);
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()];
}
