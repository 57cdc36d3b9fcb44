/** Small random worlds, dense enough that signals meet, miss, block and relate in most of them. */
import fc from 'fast-check';
import type { EntityKind } from '../../../src/core/entity/entity.ts';
import type { Finding, SeverityLabel } from '../../../src/core/finding/finding.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import type { Rule, Signal, SignalRole } from '../../../src/core/rule/rule.ts';
import type { Delivery } from './oracle.ts';

const BASE = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const ACCOUNTS = ['111111111111', '222222222222'] as const;

function arn(kind: string, index: number): string {
  return `arn:aws:ec2:eu-west-1:${ACCOUNTS[index % 2]}:${kind}-${index}`;
}

function instance(index: number, details?: JsonObject): JsonObject {
  return {
    Type: 'AwsEc2Instance',
    Id: arn('instance/i', index),
    ...(details === undefined ? {} : { Details: { AwsEc2Instance: details } }),
  };
}

function securityGroup(index: number): JsonObject {
  return { Type: 'AwsEc2SecurityGroup', Id: arn('security-group/sg', index) };
}

function networkInterface(index: number, groups: readonly number[], attachedTo?: number): JsonObject {
  return {
    Type: 'AwsEc2NetworkInterface',
    Id: arn('network-interface/eni', index),
    Details: {
      AwsEc2NetworkInterface: {
        NetworkInterfaceId: `eni-${index}`,
        SecurityGroups: groups.map((group) => ({ GroupId: `sg-${group}` })),
        ...(attachedTo === undefined ? {} : { Attachment: { InstanceId: `i-${attachedTo}` } }),
      },
    },
  };
}

function bucket(owner?: string): JsonObject {
  return {
    Type: 'AwsS3Bucket',
    Id: 'arn:aws:s3:::bucket-0',
    ...(owner === undefined ? {} : { Details: { AwsS3Bucket: { OwnerAccountId: owner } } }),
  };
}

/** What a finding is about; every version of it names the same kinds of resource, as AWS's do. */
const RESOURCES: readonly ((detail: number) => readonly JsonObject[])[] = [
  () => [instance(0)],
  () => [instance(1)],
  () => [instance(2)],
  () => [securityGroup(0)],
  () => [securityGroup(2)],
  () => [instance(0), securityGroup(0)],
  (detail) => [instance(2), securityGroup(detail % 2 === 0 ? 0 : 2)],
  (detail) => [instance(0), instance(2), ...(detail % 2 === 0 ? [securityGroup(2)] : [])],
  (detail) => [networkInterface(0, detail % 2 === 0 ? [0, 2] : [2], detail % 3 === 0 ? 0 : undefined)],
  (detail) => [networkInterface(2, detail % 2 === 0 ? [2] : [], detail % 3 === 0 ? 2 : 0)],
  (detail) => [instance(0, detail % 2 === 0 ? { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-0' }] } : {})],
  () => [{ Type: 'AwsAccount', Id: `AWS::::Account:${ACCOUNTS[0]}` }],
  () => [{ Type: 'AwsAccount', Id: `AWS::::Account:${ACCOUNTS[1]}` }],
  () => [instance(0), securityGroup(0), securityGroup(2)],
  (detail) => [bucket(detail % 3 === 0 ? undefined : ACCOUNTS[detail % 2])],
];

const PRODUCTS = ['guardduty', 'inspector', 'securityhub'] as const;
const SEVERITIES: readonly SeverityLabel[] = ['LOW', 'HIGH', 'CRITICAL'];

const version = fc.record({
  finding: fc.nat(14),
  detail: fc.nat(5),
  product: fc.nat(2),
  severity: fc.nat(2),
  updated: fc.nat(90),
  length: fc.nat(25),
  before: fc.nat(10),
  time: fc.option(fc.nat(95), { nil: undefined }),
  state: fc.constantFrom('open', 'open', 'open', 'open', 'archived', 'suppressed'),
  cves: fc.subarray(['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-0003']),
});

/** Deliveries in the order in which they arrive; now and then an event brings content that has been seen before. */
export const deliveries: fc.Arbitrary<readonly Delivery[]> = fc
  .array(fc.record({ version, again: fc.option(fc.nat(20), { nil: undefined, freq: 4 }) }), {
    minLength: 1,
    maxLength: 26,
  })
  .map((drafts) => {
    const arrivals: Delivery[] = [];
    for (const { version: drawn, again } of drafts) {
      const next = toDelivery(drawn);
      const seen = again === undefined ? undefined : arrivals[again % Math.max(arrivals.length, 1)];
      arrivals.push(seen === undefined ? next : { ...next, finding: seen.finding });
    }
    return arrivals;
  });

function toDelivery(v: typeof version extends fc.Arbitrary<infer T> ? T : never): Delivery {
  const at = (minutes: number) => new Date(BASE + minutes * MINUTE).toISOString();
  const product = PRODUCTS[v.finding % 3] ?? 'guardduty';
  const finding: Finding = {
    SchemaVersion: '2018-10-08',
    Id: `finding-${v.finding}`,
    ProductArn: `arn:aws:securityhub:eu-west-1::product/aws/${product}`,
    GeneratorId: `generator-${v.finding % 2}`,
    AwsAccountId: ACCOUNTS[v.finding % 2] ?? '',
    UpdatedAt: at(v.updated),
    CreatedAt: at(v.updated - v.length),
    FirstObservedAt: at(v.updated - v.length - v.before),
    LastObservedAt: at(v.updated - v.before),
    Title: `title ${v.detail % 2}`,
    Description: 'made up',
    Types: ['TTPs/Discovery/Recon:EC2-Portscan'],
    Severity: { Label: SEVERITIES[v.severity] ?? 'LOW' },
    Resources: RESOURCES[v.finding]?.(v.detail) ?? [],
    Vulnerabilities: v.cves.map((Id) => ({ Id })),
    RecordState: v.state === 'archived' ? 'ARCHIVED' : 'ACTIVE',
    Workflow: { Status: v.state === 'suppressed' ? 'SUPPRESSED' : 'NEW' },
  };
  return { finding, ...(v.time === undefined ? {} : { time: at(v.time) }) };
}

const PATTERNS: readonly JsonObject[] = [
  { Normalized: { Product: ['GuardDuty'] } },
  { Normalized: { Product: ['Inspector'] } },
  { Normalized: { Product: ['Security Hub'] } },
  { Normalized: { Product: ['GuardDuty', 'Inspector'], Severity: ['CRITICAL', 'HIGH'] } },
  { Normalized: { Severity: ['CRITICAL'] } },
  { GeneratorId: ['generator-0'] },
  { GeneratorId: ['generator-1'], Normalized: { Severity: [{ 'anything-but': 'LOW' }] } },
];

const KINDS: readonly (EntityKind | undefined)[] = [
  undefined,
  undefined,
  'securityGroup',
  'securityGroup',
  'instance',
  'instance',
  'account',
  'networkInterface',
];

const signal = fc.record({
  match: fc.subarray(PATTERNS.map(toPattern), { minLength: 1, maxLength: 2 }),
  count: fc.constantFrom(1, 1, 1, 2, 3),
  distinct: fc.constantFrom(undefined, undefined, ['Normalized', 'Vulnerability']),
  on: fc.constantFrom(...KINDS),
  kind: fc.constantFrom(undefined, 'activity', 'activity', 'condition'),
  role: fc.constantFrom<SignalRole>('required', 'required', 'any', 'any', 'unless', 'optional'),
  severity: fc.constantFrom<SeverityLabel | undefined>(undefined, 'CRITICAL'),
});

function toPattern(json: JsonObject): Pattern {
  const parsed = parsePattern(json);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.value;
}

/** One to three rules over the world's products, severities and resources. */
export const rules: fc.Arbitrary<readonly Rule[]> = fc
  .array(
    fc.record({
      entity: fc.constantFrom(
        'AwsEc2Instance',
        'AwsEc2Instance',
        'AwsEc2SecurityGroup',
        'AwsAccount',
        'AwsS3Bucket',
      ),
      within: fc.constantFrom(0, 5, 20),
      signals: fc.array(signal, { minLength: 1, maxLength: 4 }),
      atLeast: fc.nat(2),
      isOrdered: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((drafts) => drafts.map(toRule));

interface RuleDraft {
  readonly entity: string;
  readonly within: number;
  readonly signals: readonly {
    readonly match: readonly Pattern[];
    readonly count: number;
    readonly distinct: readonly string[] | undefined;
    readonly on: EntityKind | undefined;
    readonly kind: string | undefined;
    readonly role: SignalRole;
    readonly severity: SeverityLabel | undefined;
  }[];
  readonly atLeast: number;
  readonly isOrdered: boolean;
}

function toRule(draft: RuleDraft, index: number): Rule {
  const signals = draft.signals.map((each, place) => toSignal(each, place, draft.entity));
  const anyOf = signals.filter(({ role }) => role === 'any').map(({ name }) => name);
  const inOrder = signals.filter(({ role }) => role === 'required' || role === 'any').map(({ name }) => name);
  return {
    id: `rule-${index}`,
    version: 1,
    status: 'test',
    title: `rule ${index}`,
    severity: 'HIGH',
    description: '',
    references: [],
    attack: [],
    requires: [],
    entity: draft.entity,
    withinMs: draft.within * MINUTE,
    signals,
    ...(anyOf.length > 0
      ? { any: { atLeast: Math.min(Math.max(draft.atLeast, 1), anyOf.length), of: anyOf } }
      : {}),
    ...(draft.isOrdered && inOrder.length > 1 ? { order: inOrder } : {}),
  };
}

/** The first signal is required and on the rule's own entity: a rule must not rest on its account alone. */
function toSignal(each: RuleDraft['signals'][number], place: number, entity: string): Signal {
  const isFirst = place === 0;
  const role = isFirst ? 'required' : each.role;
  return {
    name: `signal-${place}`,
    role,
    match: each.match,
    count: each.count,
    ...(each.distinct === undefined ? {} : { distinct: each.distinct }),
    ...(isFirst || each.on === undefined || isOwn(each.on, entity) ? {} : { on: each.on }),
    ...(each.kind === 'activity' || each.kind === 'condition' ? { kind: each.kind } : {}),
    ...(role === 'optional' && each.severity !== undefined ? { severity: each.severity } : {}),
  };
}

function isOwn(on: EntityKind, entity: string): boolean {
  return (
    (on === 'instance' && entity === 'AwsEc2Instance') ||
    (on === 'securityGroup' && entity === 'AwsEc2SecurityGroup')
  );
}
