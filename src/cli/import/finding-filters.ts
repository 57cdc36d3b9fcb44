import { isAccountId } from '../../core/entity/account-entity.ts';
import type { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { PRODUCT } from '../../core/finding/product-of.ts';
import { formatInstant, type Instant, parseDuration, parseInstant } from '../../core/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { type FindingFilters, isConditionList } from '../../input/security-hub/finding-filters.ts';
import { didYouMean } from '../../rule-file/did-you-mean.ts';
import { UsageError } from '../usage-error.ts';

/** What of GetFindings' filters has an option of its own. */
export interface FilterOptions {
  readonly since?: string;
  readonly product?: readonly string[];
  readonly account?: readonly string[];
  readonly severity?: readonly (typeof SEVERITY_LABELS)[number][];
  readonly status?: readonly string[];
  readonly recordState?: readonly string[];
}

/** Most attributes in one request (API reference, GetFindings). */
export const ATTRIBUTES_MAX = 10;

/** Most conditions for one attribute (API reference, GetFindings). */
const CONDITIONS_MAX = 20;

/** A date filter needs both ends; this one comes after everything, and stays the same from page to page. */
export const END_OF_TIME = '2999-12-31T23:59:59.999Z';

/**
 * The filters that options ask for, joined with those given as JSON. Throws UsageError for what is no filter,
 * for an attribute asked for twice, and for more than GetFindings takes.
 */
export function toFindingFilters(
  options: FilterOptions,
  given: Json | undefined,
  nowMs: number,
): FindingFilters {
  const filters: Record<string, readonly JsonObject[]> = {};
  for (const [attribute, conditions, option] of conditionsOf(options, nowMs)) {
    if (conditions !== undefined) filters[attribute] = conditions;
    if (conditions !== undefined && isJsonObject(given) && Object.hasOwn(given, attribute)) {
      throw new UsageError(`\`--filters\` and \`${option}\` both say something about ${attribute}`, {
        hint: 'say it in one of them',
      });
    }
  }
  const all = { ...filters, ...checkedFilters(given) };
  checkCounts(all);
  return all;
}

type Conditions = readonly JsonObject[] | undefined;

function conditionsOf(
  options: FilterOptions,
  nowMs: number,
): readonly (readonly [attribute: string, conditions: Conditions, option: string])[] {
  const products = options.product ?? [];
  const arns = products.filter((product) => product.startsWith('arn:'));
  const names = products.filter((product) => !product.startsWith('arn:'));
  return [
    ['UpdatedAt', sinceConditions(options.since, nowMs), '--since'],
    ['ProductArn', equalTo(arns), '--product'],
    ['ProductName', productNames(names), '--product'],
    ['AwsAccountId', equalTo(options.account?.map(checkedAccount)), '--account'],
    ['SeverityLabel', equalTo(options.severity), '--severity'],
    ['WorkflowStatus', equalTo(options.status), '--status'],
    ['RecordState', equalTo(options.recordState), '--record-state'],
  ];
}

function equalTo(values: readonly string[] | undefined): Conditions {
  if (values === undefined || values.length === 0) return undefined;
  return [...new Set(values)].map((Value) => ({ Value, Comparison: 'EQUALS' }));
}

function sinceConditions(since: string | undefined, nowMs: number): Conditions {
  if (since === undefined) return undefined;
  const ago = parseDuration(since);
  const at = ago === undefined ? parseInstant(DATE.test(since) ? `${since}T00:00:00Z` : since) : nowMs - ago;
  if (at === undefined) {
    const hint = 'write `2026-03-01`, `2026-03-01T12:00:00Z`, or how long ago: `30d`, `12h`';
    throw new UsageError(`\`${since}\` is no time`, { hint });
  }
  return [{ Start: formatInstant(at as Instant), End: END_OF_TIME }];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function checkedAccount(account: string): string {
  if (isAccountId(account)) return account;
  throw new UsageError(`\`${account}\` is not an account id`, { hint: 'an account id has 12 digits' });
}

/**
 * What AWS's products call themselves in ProductName, where it is not the name that rules use. The beginning is
 * compared, since AWS lengthens names: `Security Hub` became `Security Hub CSPM`.
 */
const PRODUCT_NAMES: ReadonlyMap<string, string> = new Map([
  [PRODUCT.accessAnalyzer, 'IAM Access Analyzer'],
  [PRODUCT.patchManager, 'Systems Manager Patch Manager'],
]);

const PRODUCTS: readonly string[] = Object.values(PRODUCT);

function productNames(names: readonly string[]): Conditions {
  if (names.length === 0) return undefined;
  return [...new Set(names)].map((name) => {
    const product = PRODUCTS.find((each) => each.toLowerCase() === name.toLowerCase());
    if (product === undefined) throw unknownProduct(name);
    return { Value: PRODUCT_NAMES.get(product) ?? product, Comparison: 'PREFIX' };
  });
}

function unknownProduct(name: string): UsageError {
  const known = `products are ${PRODUCTS.join(', ')}; name any other by its ProductArn`;
  return new UsageError(`there is no product \`${name}\``, { hint: didYouMean(name, PRODUCTS) ?? known });
}

function checkedFilters(given: Json | undefined): FindingFilters {
  if (given === undefined) return {};
  if (!isJsonObject(given)) throw new UsageError('`--filters` is no JSON object', { hint: FILTERS_HINT });
  const filters: Record<string, readonly JsonObject[]> = {};
  for (const [attribute, conditions] of Object.entries(given)) {
    if (!isConditionList(conditions)) {
      throw new UsageError(`\`${attribute}\` in \`--filters\` is no list of conditions`, {
        hint: FILTERS_HINT,
      });
    }
    filters[attribute] = conditions;
  }
  return filters;
}

const FILTERS_HINT =
  'write them as GetFindings takes them: `{"SeverityLabel": [{"Value": "CRITICAL", "Comparison": "EQUALS"}]}`';

function checkCounts(filters: FindingFilters): void {
  const attributes = Object.keys(filters);
  if (attributes.length > ATTRIBUTES_MAX) {
    throw new UsageError(
      `GetFindings filters by ${ATTRIBUTES_MAX} attributes at most, not ${attributes.length}`,
    );
  }
  for (const attribute of attributes) {
    const count = filters[attribute]?.length ?? 0;
    if (count > CONDITIONS_MAX) {
      throw new UsageError(
        `GetFindings takes ${CONDITIONS_MAX} values of ${attribute} at most, not ${count}`,
      );
    }
  }
}
