import { currentControlId } from '../finding/controls.ts';
import { SEVERITY_LABELS } from '../finding/finding.ts';
import { guardDutyType } from '../finding/guardduty-type.ts';
import { AWS_PRODUCT_NAMES } from '../finding/product-of.ts';
import type { Scalar } from '../pattern/matcher.ts';

/** What the member of a finding at one path may hold, as ASFF and the normaliser have it. */
export interface MemberValues {
  /** `one` value always, `optional`, a `list` of any length, or `none`: an object, or nothing that there is. */
  readonly arity: 'one' | 'optional' | 'list' | 'none';
  /** All values where they can be told one by one. */
  readonly all?: readonly Scalar[];
  /** For texts without end: whether one of them may be this. */
  readonly isValue?: (text: string) => boolean;
  /** For texts without end: whether it may be this whatever the other members are; that of `isValue` where absent. */
  readonly isCertain?: (text: string) => boolean;
  /** Well-known ones among texts without end. */
  readonly known?: readonly string[];
  /** Every text begins with one of these. */
  readonly starts?: readonly string[];
  /** A text that is in every value somewhere, neither at its start nor at its end. */
  readonly inside?: string;
}

/**
 * What a finding may hold at a path; undefined where it is not known, as in lists of objects. Enumerations are those
 * of the Security Hub API (AwsSecurityFinding), required members those of the page asff-required-attributes.
 */
export function memberValues(path: string): MemberValues | undefined {
  const known = MEMBERS.get(path);
  if (known !== undefined) return known;
  const names = path.split('.');
  if (names.length > 1 && MAPS_OF_TEXTS.has(names[0] ?? '')) return OPTIONAL_TEXT;
  if (names[0] === 'Normalized') return NONE;
  return names.some((_, length) => holdsValues(names.slice(0, length).join('.'))) ? NONE : undefined;
}

function holdsValues(path: string): boolean {
  const outer = MEMBERS.get(path);
  return outer !== undefined && outer.arity !== 'none';
}

/** True for a member that `Normalized` is made from, so that the one tells of the other. */
export function isSourceOfNormalized(path: string): boolean {
  return SOURCES.has(path) || path.startsWith('FindingProviderFields.');
}

const SOURCES: ReadonlySet<string> = new Set([
  ...['ProductArn', 'GeneratorId', 'Types', 'Compliance.SecurityControlId', 'Severity.Normalized'],
  ...['ProductFields.ControlId', 'ProductFields.RuleId'],
  ...['ProductFields.StandardsArn', 'ProductFields.StandardsGuideArn'],
]);

const MAPS_OF_TEXTS: ReadonlySet<string> = new Set(['ProductFields', 'UserDefinedFields']);

const NONE: MemberValues = { arity: 'none' };
const TEXT: MemberValues = { arity: 'one' };
const OPTIONAL_TEXT: MemberValues = { arity: 'optional' };
const LIST: MemberValues = { arity: 'list' };
const PERCENT: MemberValues = optional(Array.from({ length: 101 }, (_, number) => number));
const LABEL: MemberValues = optional(SEVERITY_LABELS);

function optional(all: readonly Scalar[]): MemberValues {
  return { arity: 'optional', all };
}

const PRODUCT: MemberValues = {
  arity: 'one',
  isValue: (text) => AWS_PRODUCT_NAMES.includes(text) || /^[^/]+\/./s.test(text),
  known: AWS_PRODUCT_NAMES,
  inside: '/',
};

const CONTROL: MemberValues = { arity: 'optional', isValue: (text) => currentControlId(text) === text };

const VULNERABILITY: MemberValues = {
  arity: 'list',
  isValue: (text) => /^(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[0-9a-z]{4}){3})$/.test(text),
  starts: ['CVE-', 'GHSA-'],
};

/** Members that are objects or lists of objects: a pattern for them as such is passed by their absence alone. */
const OBJECTS: readonly string[] = [
  ...['Action', 'Compliance', 'Compliance.AssociatedStandards', 'Detection', 'FindingProviderFields'],
  ...['FindingProviderFields.Severity', 'Malware', 'Network', 'NetworkPath', 'Normalized', 'Note'],
  ...['PatchSummary', 'Process', 'ProductFields', 'RelatedFindings', 'Remediation', 'Resources', 'Severity'],
  ...['Remediation.Recommendation', 'ThreatIntelIndicators', 'Threats', 'UserDefinedFields'],
  ...['Vulnerabilities', 'Workflow'],
];

const REQUIRED_TEXTS: readonly string[] = [
  ...['SchemaVersion', 'Id', 'ProductArn', 'GeneratorId', 'AwsAccountId', 'CreatedAt', 'UpdatedAt', 'Title'],
  'Description',
];

const OPTIONAL_TEXTS: readonly string[] = [
  ...['AwsAccountName', 'CompanyName', 'FirstObservedAt', 'LastObservedAt', 'ProcessedAt', 'ProductName'],
  ...['Region', 'SourceUrl', 'Compliance.SecurityControlId', 'Note.Text', 'Note.UpdatedBy'],
  ...['Remediation.Recommendation.Text', 'Remediation.Recommendation.Url', 'Severity.Original'],
];

const MEMBERS: ReadonlyMap<string, MemberValues> = new Map([
  ...OBJECTS.map((path) => [path, NONE] as const),
  ...REQUIRED_TEXTS.map((path) => [path, TEXT] as const),
  ...OPTIONAL_TEXTS.map((path) => [path, OPTIONAL_TEXT] as const),
  ['Compliance.RelatedRequirements', LIST],
  ['Compliance.Status', optional(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'])],
  ['Confidence', PERCENT],
  ['Criticality', PERCENT],
  ['FindingProviderFields.Severity.Label', LABEL],
  ['FindingProviderFields.Types', LIST],
  ['Normalized.Control', CONTROL],
  ['Normalized.Product', PRODUCT],
  ['Normalized.Severity', LABEL],
  ['Normalized.Type', { arity: 'list', isCertain: (text) => guardDutyType(text) === text }],
  ['Normalized.Vulnerability', VULNERABILITY],
  ['RecordState', optional(['ACTIVE', 'ARCHIVED'])],
  ['Sample', optional([true, false])],
  ['Severity.Label', LABEL],
  ['Severity.Normalized', PERCENT],
  ['Types', LIST],
  ['VerificationState', optional(['UNKNOWN', 'TRUE_POSITIVE', 'FALSE_POSITIVE', 'BENIGN_POSITIVE'])],
  ['Workflow.Status', optional(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED'])],
  ['WorkflowState', optional(['NEW', 'ASSIGNED', 'IN_PROGRESS', 'DEFERRED', 'RESOLVED'])],
]);
