import type { Finding } from '../../src/core/finding/finding.ts';
import { isJsonObject, type Json } from '../../src/core/json.ts';
import { ACCOUNT, guardDutyFinding, inspectorFinding, REGION } from '../fixtures/make-finding.ts';
import { PAYLOADS } from './payloads.ts';

/** Findings of so many instances, four of each: every payload is the title of one of them. */
const INSTANCES = PAYLOADS.length / 4;

/** Members without whose value a finding would be no evidence any more, or none at all. */
const KEPT = new Set([
  'SchemaVersion',
  'ProductArn',
  'Region',
  'AwsAccountId',
  'FirstObservedAt',
  'LastObservedAt',
  'CreatedAt',
  'UpdatedAt',
  'Severity.Label',
  'RecordState',
  'Workflow.Status',
  'Resources.0.Type',
  'Resources.0.Id',
  'Resources.0.Partition',
  'Resources.0.Region',
  'Resources.1.Type',
  'Vulnerabilities.0.Id',
  'Types.0',
]);

/** Where the texts are that have to begin as they do, so that findings stay apart. */
const BEGUN = new Set(['Id', 'Resources.1.Id']);

/**
 * Findings in which every text is a payload, or ends in one: those that make incidents, and for each member that has to
 * be right for that, one finding in which it is not.
 */
export function poisonedFindings(): readonly Json[] {
  const groups = Array.from({ length: INSTANCES }, (_, index) => groupOf(index)).flat();
  return [...groups, ...spoiltFindings()];
}

/** The payloads in the titles of the findings of an instance. */
export function titlesOf(index: number): readonly string[] {
  return PAYLOADS.slice(index * 4, index * 4 + 4);
}

function groupOf(index: number): readonly Json[] {
  const instance = `i-0${String(index).padStart(16, '0')}`;
  // An id may be anything that a product sends.
  const tail = index % 2 === 0 ? '' : (PAYLOADS[index] ?? '');
  const Resources = [
    {
      Type: 'AwsEc2Instance',
      Id: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${instance}${tail}`,
      Partition: 'aws',
      Region: REGION,
      Tags: { Name: 'web', Owner: 'platform' },
    },
    {
      Type: 'AwsEc2SecurityGroup',
      Id: `arn:aws:ec2:${REGION}:${ACCOUNT}:security-group/sg-${index}`,
      Tags: { Name: 'open' },
    },
  ];
  const findings: readonly Finding[] = [
    guardDutyFinding({ Resources, Id: `guardduty-${index}` }),
    ...[1, 2, 3].map((number) =>
      inspectorFinding({
        Resources,
        Id: `inspector-${index}-${number}`,
        Vulnerabilities: [{ Id: `CVE-2026-${1000 + number}`, VulnerablePackages: [{ Name: 'openssl' }] }],
      }),
    ),
  ];
  const titles = titlesOf(index);
  return findings.map((finding, at) => {
    const more = titles[at] ?? '';
    const Types = Array.isArray(finding.Types) ? [...finding.Types, more] : [more];
    const poisoned = poison({ ...finding, Types }, '', payloadsFrom(index * 4 + at));
    return withMember(poisoned, ['Title'], more);
  });
}

/** Gives the next payload each time, so that all of them get everywhere. */
export function payloadsFrom(start: number): () => string {
  let at = start;
  return () => {
    at += 1;
    return PAYLOADS[at % PAYLOADS.length] ?? '';
  };
}

function poison(value: Json | undefined, path: string, next: () => string): Json {
  if (typeof value === 'string') {
    if (KEPT.has(path)) return value;
    return BEGUN.has(path) ? `${value}${next()}` : next();
  }
  if (Array.isArray(value)) return value.map((each, index) => poison(each, join(path, String(index)), next));
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isFree = path.endsWith('ProductFields') || path.endsWith('Tags');
      return [isFree ? `${name}${next()}` : name, poison(member, join(path, name), next)];
    }),
  );
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function spoiltFindings(): readonly Json[] {
  return [...KEPT].map((path, index) => {
    const finding = guardDutyFinding({ Id: `spoilt-${index}` });
    return withMember(finding, path.split('.'), PAYLOADS[index * 7] ?? '');
  });
}

function withMember(value: Json | undefined, [name, ...rest]: readonly string[], text: string): Json {
  if (name === undefined) return text;
  if (Array.isArray(value)) {
    return value.map((each, index) => (String(index) === name ? withMember(each, rest, text) : each));
  }
  const members = isJsonObject(value) ? value : {};
  return { ...members, [name]: withMember(members[name], rest, text) };
}
