import fc from 'fast-check';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { makeRule } from '../../core/rule/make-rule.ts';
import { makeFinding } from '../../fixtures/make-finding.ts';

const ACCOUNTS = ['111122223333', '444455556666'];
const PLACES = ['aws:eu-west-1', 'aws:us-east-1', 'aws-cn:cn-north-1', 'aws-us-gov:us-gov-west-1'];
const AWS_PRODUCTS = [
  'aws/access-analyzer',
  'aws/config',
  'amazon/detective',
  'aws/firewall-manager',
  'aws/guardduty',
  'aws/health',
  'aws/inspector',
  'aws/iot-device-defender-audit',
  'aws/iot-device-defender-detect',
  'aws/macie',
  'aws/ssm-patch-manager',
  'aws/unheard-of',
];
const COMPANY_PRODUCTS = ['acme/scanner', 'ACME/Scanner', 'acme/scanner-2', 'prowler/prowler', 'straße/ß'];
// What masked and forwarded findings carry, which names no product or not the one it seems to.
const STRANGE_ARNS = [
  'arn:aws::securityhub:us-east-1::product/aws/guardduty',
  'arn:aws:securityhub:eu-west-1::product/acme/x::product/aws/guardduty',
  'arn:aws:securityhub:eu-west-1:111122223333:product/aws/macie',
  'arn:aws:securityhub:eu-west-1::product/guardduty',
  'none',
];
const CONTROLS = ['EC2.9', 'EC2.18', 'S3.3', 'ELB.1', 'IAM.5', 'New.1', 'ELBv2.1', 'PCI.S3.1', 'CT.EC2.18'];
const GENERATORS = ['AWSInspector', 'aws/macie', 'security-control/EC2.9', 'pci-dss/v/3.2.1/PCI.S3.1'];
const CIS = 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.3';

const region = fc.constantFrom(...PLACES).map((place) => place.split(':')[1] ?? '');

const productArn: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: arnOf(fc.constant('aws/securityhub')) },
  { weight: 3, arbitrary: arnOf(fc.constantFrom(...AWS_PRODUCTS)) },
  { weight: 2, arbitrary: arnOf(fc.constantFrom(...COMPANY_PRODUCTS)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PLACES), fc.constantFrom(...ACCOUNTS))
      .map(
        ([place, account]) =>
          `arn:${place.replace(':', ':securityhub:')}:${account}:product/${account}/default`,
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...STRANGE_ARNS) },
);

function arnOf(product: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...PLACES), product)
    .map(([place, name]) => `arn:${place.replace(':', ':securityhub:')}::product/${name}`);
}

/** Members that are the same in every version of a finding. */
const identity: fc.Arbitrary<JsonObject> = fc.record({
  ProductArn: productArn,
  GeneratorId: fc.constantFrom(...GENERATORS, CIS),
  AwsAccountId: fc.constantFrom(...ACCOUNTS),
  Region: fc.option(region, { nil: undefined, freq: 4 }),
  ProductFields: fc.constantFrom<JsonObject>(
    {},
    { ControlId: 'EC2.18' },
    { ControlId: 'PCI.S3.1' },
    { RuleId: '4.3', StandardsGuideArn: CIS },
  ),
});

const controlId = fc.option(fc.constantFrom(...CONTROLS), { nil: undefined });

/** What another version of the finding may have in another way: analysts, passed checks, closed vulnerabilities. */
const state: fc.Arbitrary<JsonObject> = fc.record({
  Types: fc.constantFrom<Json>(
    ['TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS'],
    ['Software and Configuration Checks/Vulnerabilities/CVE'],
    ['Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal'],
    [],
  ),
  Severity: fc.constantFrom('INFORMATIONAL', 'HIGH', 'CRITICAL').map((Label) => ({ Label })),
  RecordState: fc.constantFrom('ACTIVE', 'ARCHIVED'),
  Workflow: fc.constantFrom('NEW', 'RESOLVED', 'SUPPRESSED').map((Status) => ({ Status })),
  VerificationState: fc.constantFrom('UNKNOWN', 'FALSE_POSITIVE', undefined),
});

const complianceStatus = fc.constantFrom('FAILED', 'PASSED', 'NOT_AVAILABLE', undefined);

/** Versions of one finding as they come over the bus, with their SecurityControlId, or without in all of them. */
export const arbitraryVersions: fc.Arbitrary<readonly [Finding, ...Finding[]]> = fc
  .tuple(identity, controlId, fc.array(fc.tuple(state, complianceStatus), { minLength: 1, maxLength: 3 }))
  .map(([members, control, states]) => {
    const [first, ...others] = states.map(([each, status]) => {
      const compliance = withoutUndefined({ Status: status, SecurityControlId: control });
      const isChecked = Object.keys(compliance).length > 0;
      return makeFinding({ ...members, ...each, ...(isChecked && { Compliance: compliance }) });
    });
    return [first ?? makeFinding(members), ...others];
  });

const BUS_PATHS = [
  'Normalized.Product',
  'Normalized.Product',
  'Normalized.Control',
  'ProductArn',
  'GeneratorId',
  'AwsAccountId',
  'Region',
  'Compliance.SecurityControlId',
];

const PATHS = [
  ...BUS_PATHS,
  'Normalized.Type',
  'Normalized.Severity',
  'Compliance.Status',
  'RecordState',
  'Workflow.Status',
  'Severity.Label',
];

const OTHER_TEXTS = [
  'GuardDuty',
  'Security Hub',
  'Inspector',
  'IoT Device Defender',
  'unknown/unknown',
  'acme/scanner',
  'EC2.9',
  'S3.3',
  'PCI.S3.1',
  'EC2.',
  '',
];

function matcherNear(value: Json | undefined): fc.Arbitrary<Json> {
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter(isText) : [];
  const own = texts.length === 0 ? [{ exists: false }] : texts.flatMap(ways);
  const text = fc.constantFrom(...OTHER_TEXTS);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Json>(...own) },
    { weight: 4, arbitrary: text },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Json>({ exists: true }, { exists: false }, { wildcard: '*' }, 5, null),
    },
    { weight: 1, arbitrary: text.map((each) => ({ 'anything-but': [each, 'x'] })) },
    { weight: 1, arbitrary: fc.constantFrom<Json>({ cidr: '10.0.0.0/8' }, { numeric: ['>', 0] }) },
  );
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

/** Matchers of every kind that the text passes. */
function ways(text: string): readonly Json[] {
  const half = Math.ceil(text.length / 2);
  const [head, tail] = [text.slice(0, half), text.slice(half)];
  return [
    ...Array.from({ length: 12 }, () => text),
    { exactly: text },
    { prefix: head },
    { suffix: tail },
    { prefix: { 'equals-ignore-case': swapCase(head) } },
    { suffix: { 'equals-ignore-case': swapCase(tail) } },
    { 'equals-ignore-case': swapCase(text) },
    { wildcard: `${head}*` },
    { wildcard: `*${tail}` },
    { wildcard: `${head}*${tail}` },
    { wildcard: text },
    { 'anything-but': { prefix: 'zz' } },
    { 'anything-but': { suffix: ['zz', 'yy'] } },
    { 'anything-but': { wildcard: 'z*z' } },
    { 'anything-but': { 'equals-ignore-case': ['acme/SCANNER', 'zz'] } },
  ];
}

// `ß` accepts `SS` but no `ẞ`; texts that are not ASCII stay as they are.
function swapCase(text: string): string {
  return Array.from(text, (each) =>
    each > '\u007f' ? each : each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase(),
  ).join('');
}

function leafNear(event: JsonObject, paths: readonly string[]): fc.Arbitrary<JsonObject> {
  return fc
    .constantFrom(...paths)
    .chain((path) =>
      fc
        .array(matcherNear(valueAt(event, path.split('.'))), { minLength: 1, maxLength: 2 })
        .map((matchers) => nested(path.split('.'), matchers)),
    );
}

function groupNear(event: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
  const more = fc.array(leafNear(event, PATHS), { maxLength: 2 });
  const leaves = fc
    .tuple(leafNear(event, BUS_PATHS), more)
    .map(([first, others]) => others.reduce(joined, first));
  if (depth === 0) return leaves;
  const or = fc.array(groupNear(event, depth - 1), { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 2, arbitrary: leaves },
    { weight: 1, arbitrary: or.map((choices) => ({ $or: choices })) },
    {
      weight: 1,
      arbitrary: fc.tuple(leaves, or).map(([outside, choices]) => ({ ...outside, $or: choices })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(or, leaves).map(([choices, outside]) => ({ $or: choices, ...outside })),
    },
  );
}

function valueAt(event: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => memberOf(value, name), event);
}

function nested(path: readonly string[], value: Json): JsonObject {
  const [name = '', ...rest] = path;
  return { [name]: rest.length === 0 ? value : nested(rest, value) };
}

function joined(a: JsonObject, b: JsonObject): JsonObject {
  const members = Object.entries(b).map(([name, value]) => {
    const before = a[name];
    return [name, isJsonObject(before) && isJsonObject(value) ? joined(before, value) : (value ?? null)];
  });
  return { ...a, ...Object.fromEntries(members) };
}

/** Patterns over every member that the filter knows and some that it must not look at, close to what `version` holds. */
export function patternNear(version: Finding): fc.Arbitrary<Pattern> {
  return groupNear(normalizeFinding(version), 2)
    .map(parsePattern)
    .filter((parsed) => parsed.ok)
    .map((parsed) => parsed.value);
}

/** Rules whose signals come close to what the finding is. */
export function rulesNear(version: Finding): fc.Arbitrary<readonly Rule[]> {
  const match = fc.array(patternNear(version), { minLength: 1, maxLength: 2, size: '-1' });
  const roles = fc.constantFrom('required', 'unless', 'optional', 'any' as const);
  const signal = fc
    .tuple(match, roles)
    .map(([patterns, role]) => ({ name: 'one', role, match: patterns, count: 1 }) as const);
  const rule = fc
    .array(signal, { minLength: 1, maxLength: 2, size: '-1' })
    .map((signals) => makeRule(signals));
  return fc.array(rule, { minLength: 1, maxLength: 2, size: '-1' });
}

function withoutUndefined(members: { readonly [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
