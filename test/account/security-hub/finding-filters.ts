import { parseInstant } from '../../../src/core/instant.ts';
import { isJsonObject, type Json, type JsonObject, stringAt } from '../../../src/core/json.ts';
import { ServiceError } from '../http/service-error.ts';

/** One alternative of a filter: a comparison with a string, or a range of time. */
export interface FindingFilter {
  readonly Value?: string;
  readonly Comparison?: string;
  readonly Start?: string;
  readonly End?: string;
  readonly DateRange?: { readonly Value: number; readonly Unit: 'DAYS' };
}

/** Filters by attribute: all attributes must pass. */
export type FindingFilters = Readonly<Record<string, readonly FindingFilter[]>>;

/** BatchImportFindings model, "Filters": 10 attributes, 20 values each. */
const ATTRIBUTES_MAX = 10;
const VALUES_MAX = 20;

/** Where the attributes of filters are in a finding, for those that are modelled here. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['ProductArn', ['ProductArn']],
  ['ProductName', ['ProductName']],
  ['CompanyName', ['CompanyName']],
  ['AwsAccountId', ['AwsAccountId']],
  ['Region', ['Region']],
  ['Id', ['Id']],
  ['GeneratorId', ['GeneratorId']],
  ['Title', ['Title']],
  ['Description', ['Description']],
  ['RecordState', ['RecordState']],
  ['FirstObservedAt', ['FirstObservedAt']],
  ['LastObservedAt', ['LastObservedAt']],
  ['CreatedAt', ['CreatedAt']],
  ['UpdatedAt', ['UpdatedAt']],
  ['Type', ['Types']],
  ['SeverityLabel', ['Severity', 'Label']],
  ['ComplianceStatus', ['Compliance', 'Status']],
  ['ComplianceSecurityControlId', ['Compliance', 'SecurityControlId']],
  ['WorkflowStatus', ['Workflow', 'Status']],
  ['ResourceType', ['Resources', 'Type']],
  ['ResourceId', ['Resources', 'Id']],
]);

/** Refuses filters beyond the service's limits, and those that this account does not model. */
export function checkFilters(filters: FindingFilters): void {
  const entries = Object.entries(filters);
  if (entries.length > ATTRIBUTES_MAX) throw invalid(`more than ${ATTRIBUTES_MAX} attributes`);
  for (const [name, alternatives] of entries) {
    if (!PATHS.has(name)) throw invalid(`the filter \`${name}\` is not modelled in this account`);
    if (alternatives.length > VALUES_MAX) throw invalid(`more than ${VALUES_MAX} values of \`${name}\``);
  }
}

/** Decides whether a finding passes; ranges of days count back from `nowMs`. */
export function passesFilters(finding: JsonObject, filters: FindingFilters, nowMs: number): boolean {
  return Object.entries(filters).every(([name, alternatives]) => {
    const values = textsAt(finding, PATHS.get(name) ?? []);
    const [negative, positive] = [
      alternatives.filter(isNegative),
      alternatives.filter((each) => !isNegative(each)),
    ];
    const passes = (each: FindingFilter) => passesOne(values, each, nowMs);
    return negative.every(passes) && (positive.length === 0 || positive.some(passes));
  });
}

/** The text that a finding is sorted by. */
export function sortText(finding: JsonObject, attribute: string): string {
  return textsAt(finding, PATHS.get(attribute) ?? [attribute])[0] ?? '';
}

function isNegative({ Comparison: comparison = '' }: FindingFilter): boolean {
  return comparison.includes('NOT');
}

function passesOne(values: readonly string[], filter: FindingFilter, nowMs: number): boolean {
  const { Value: wanted = '', Comparison: comparison } = filter;
  switch (comparison) {
    case undefined:
      return values.some((value) => isWithin(value, filter, nowMs));
    case 'EQUALS':
      return values.includes(wanted);
    case 'PREFIX':
      return values.some((value) => value.startsWith(wanted));
    case 'CONTAINS':
      return values.some((value) => value.includes(wanted));
    case 'NOT_EQUALS':
      return !values.includes(wanted);
    case 'PREFIX_NOT_EQUALS':
      return !values.some((value) => value.startsWith(wanted));
    case 'NOT_CONTAINS':
      return !values.some((value) => value.includes(wanted));
    default:
      throw invalid(`no comparison ${comparison}`);
  }
}

const DAY_MS = 86_400_000;

function isWithin(value: string, { Start, End, DateRange }: FindingFilter, nowMs: number): boolean {
  const instant = parseInstant(value);
  if (instant === undefined) return false;
  if (DateRange !== undefined) return instant >= nowMs - DateRange.Value * DAY_MS && instant <= nowMs;
  const [start, end] = [parseInstant(Start), parseInstant(End)];
  return (start === undefined || instant >= start) && (end === undefined || instant <= end);
}

/** Texts at a path, through lists. */
function textsAt(value: Json | undefined, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element: Json) => textsAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? [value] : [];
  return isJsonObject(value) ? textsAt(value[name], rest) : [];
}

/** Key of a finding: its product and its id within that. */
export function findingKey(finding: JsonObject): string {
  return `${stringAt(finding, 'ProductArn')}\n${stringAt(finding, 'Id')}`;
}

/** A refusal as Security Hub words those of its input. */
export function invalid(message: string): ServiceError {
  return new ServiceError('InvalidInputException', message);
}
