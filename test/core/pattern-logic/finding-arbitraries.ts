import fc from 'fast-check';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import { patternOf } from '../pattern/pattern-arbitraries.ts';

const LABELS = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const TITLES = ['a', 'A', 'ab', 'ba', 'aba', '10.0.0.1', '::ffff:a00:1', 'x*y'];
const TYPES = [
  'TTPs/Discovery/Recon:EC2-Portscan',
  'TTPs/Backdoor:EC2-Spambot',
  'Effects/a',
  'Software and Configuration Checks/Vulnerabilities/CVE',
];
const CONTROLS = ['EC2.9', 'S3.3', 'PCI.S3.1', 'EC2.18'];
const CVES = ['CVE-2021-44228', 'cve-2021-44228', 'GHSA-jfh8-c2jp-5v3q', 'ALAS-2021-1'];

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const productArn: fc.Arbitrary<string> = fc
  .constantFrom('aws/guardduty', 'aws/inspector', 'aws/securityhub', 'aws/macie', 'acme/scanner', 'acme/a')
  .map((product) => `arn:aws:securityhub:eu-west-1::product/${product}`);

const resource: fc.Arbitrary<Json> = fc.record({
  Type: fc.constantFrom('AwsEc2Instance', 'AwsS3Bucket'),
  Id: fc.constantFrom('a', 'b'),
});

/** Findings as Security Hub takes them, normalised; small worlds, so that patterns often meet them. */
export const arbitraryFinding: fc.Arbitrary<JsonObject> = fc
  .record({
    ProductArn: productArn,
    Id: fc.constantFrom('a', 'b'),
    UpdatedAt: fc.constant('2024-01-01T00:00:00Z'),
    GeneratorId: fc.constantFrom('security-control/EC2.9', 'pci-dss/v/3.2.1/PCI.S3.1', 'a'),
    AwsAccountId: fc.constant('111122223333'),
    Title: fc.constantFrom(...TITLES),
    Region: optional(fc.constantFrom('a', 'b')),
    Types: optional(fc.uniqueArray(fc.constantFrom(...TYPES), { maxLength: 2 })),
    RecordState: optional(fc.constantFrom('ACTIVE', 'ARCHIVED')),
    Severity: optional(
      fc.record({
        Label: optional(fc.constantFrom(...LABELS)),
        Normalized: optional(fc.constantFrom(0, 39, 70, 100)),
      }),
    ),
    Compliance: optional(
      fc.record({
        Status: optional(fc.constantFrom('PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE')),
        SecurityControlId: optional(fc.constantFrom(...CONTROLS)),
      }),
    ),
    ProductFields: optional(fc.record({ 'a/b': optional(fc.constantFrom('a', 'ab')) })),
    Resources: fc.array(resource, { minLength: 1, maxLength: 2 }),
    Vulnerabilities: optional(fc.array(fc.record({ Id: fc.constantFrom(...CVES) }), { maxLength: 2 })),
  })
  .map((finding) => normalizeFinding(JSON.parse(JSON.stringify(finding)) as Finding));

const text: fc.Arbitrary<string> = fc.constantFrom('a', 'A', 'ab', 'b', '10.0.0.1', 'x');

/** Any operator, of which many are beyond what can be decided. */
const anyMatcher: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.constantFrom<Json>({ exists: true }, { exists: false }, { cidr: '10.0.0.0/8' }),
  fc.tuple(fc.constantFrom('prefix', 'suffix', 'equals-ignore-case'), text).map(([kind, operand]) => ({
    [kind]: operand,
  })),
  fc.constantFrom('a*', '*a', '*', 'a*a', 'a*b*', 'ab').map((wildcard) => ({ wildcard })),
  text.map((operand) => ({ prefix: { 'equals-ignore-case': operand } })),
  text.map((operand) => ({ 'anything-but': operand })),
  fc
    .tuple(fc.constantFrom('prefix', 'suffix', 'wildcard', 'equals-ignore-case'), text)
    .map(([kind, operand]) => ({ 'anything-but': { [kind]: operand } })),
);

function among(...values: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: anyMatcher });
}

const MATCHERS: readonly (readonly [string, fc.Arbitrary<Json>])[] = [
  ['Normalized.Product', among('GuardDuty', 'Inspector', 'Security Hub', 'acme/a', { prefix: 'acme/' })],
  ['Normalized.Control', among('EC2.9', 'S3.3', 'PCI.S3.1', { prefix: 'EC2.' })],
  ['Normalized.Severity', among('HIGH', 'LOW', 'SEVERE', { 'anything-but': ['HIGH'] })],
  ['Severity.Label', among('HIGH', 'LOW', 'CRITICAL')],
  ['Severity.Normalized', among(70, { numeric: ['>=', 39] }, { numeric: ['<', 70] })],
  ['Normalized.Type', among('Recon:EC2/Portscan', 'Effects/a', { prefix: 'Backdoor:' }, TYPES[0] as Json)],
  ['Normalized.Vulnerability', among('CVE-2021-44228', 'cve-2021-44228', { prefix: 'CVE-' })],
  ['RecordState', among('ACTIVE', 'ARCHIVED', 'OPEN')],
  ['Compliance.Status', among('FAILED', 'PASSED', 'WARNING')],
  ['ProductFields.a/b', among('a', 'ab')],
  ['Resources.Type', among('AwsEc2Instance', 'AwsS3Bucket', { prefix: 'Aws' })],
  ['Resources.Id', among('a', 'b')],
  ['Resources', among('a')],
  ['Title', anyMatcher],
  ['Region', anyMatcher],
];

const member: fc.Arbitrary<readonly [string, readonly Json[]]> = fc
  .constantFrom(...MATCHERS)
  .chain(([path, matcher]) =>
    fc.array(matcher, { minLength: 1, maxLength: 2 }).map((list) => [path, list] as const),
  );

const group: fc.Arbitrary<JsonObject> = fc
  .array(member, { minLength: 1, maxLength: 3 })
  .map((members) => Object.fromEntries(members));

const pattern: fc.Arbitrary<Pattern> = fc
  .tuple(group, fc.option(fc.array(group, { minLength: 2, maxLength: 2 }), { freq: 3 }))
  .map(([outside, or]) => patternOf(or === null ? outside : { ...outside, $or: or }));

/** What a signal may match: one to three patterns with all operators, lists of objects and `$or`. */
export const arbitraryMatch: fc.Arbitrary<readonly Pattern[]> = fc.array(pattern, {
  minLength: 1,
  maxLength: 3,
});
