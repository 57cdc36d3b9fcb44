import { entitiesOf } from '../../src/core/entity/entities-of.ts';
import type { Entity, Relation } from '../../src/core/entity/entity.ts';
import { evidenceKindOf } from '../../src/core/finding/evidence-kind.ts';
import type { Finding, NormalizedFinding } from '../../src/core/finding/finding.ts';
import { intervalOf } from '../../src/core/finding/interval.ts';
import { normalizeFinding } from '../../src/core/finding/normalize-finding.ts';
import { withdrawalOf } from '../../src/core/finding/withdrawal.ts';
import { memberOf } from '../../src/core/json.ts';

// The three shipped rules once more, the naive way: what is needed, tried at every instant that could do.

const WITHIN_MS = 30 * 86_400_000;

interface NaiveSignal {
  readonly on: string;
  readonly count: number;
  readonly matches: (finding: NormalizedFinding) => boolean;
}

type NaiveRule = readonly [entity: string, signals: readonly NaiveSignal[]];

const RULES: Readonly<Record<string, NaiveRule>> = {
  'ec2-backdoor-with-critical-cves': [
    'AwsEc2Instance',
    [
      typed('AwsEc2Instance', 'GuardDuty', 'Backdoor:EC2/'),
      {
        on: 'AwsEc2Instance',
        count: 3,
        matches: ({ Normalized }) => Normalized.Product === 'Inspector' && Normalized.Severity === 'CRITICAL',
      },
    ],
  ],
  's3-exfiltration-of-sensitive-data': [
    'AwsS3Bucket',
    [
      typed('AwsS3Bucket', 'Macie', 'SensitiveData:S3Object'),
      typed('AwsS3Bucket', 'GuardDuty', 'Exfiltration:S3/'),
    ],
  ],
  'ec2-exposed-instance-under-attack': [
    'AwsEc2Instance',
    [
      failed('AwsEc2Instance', 'EC2.9'),
      failed('AwsEc2SecurityGroup', 'EC2.18'),
      typed(
        'AwsEc2Instance',
        'GuardDuty',
        'Behavior:EC2/NetworkPortUnusual',
        'Behavior:EC2/TrafficVolumeUnusual',
      ),
      typed(
        'AwsEc2Instance',
        'GuardDuty',
        'UnauthorizedAccess:EC2/SSHBruteForce',
        'UnauthorizedAccess:EC2/RDPBruteForce',
        'Impact:EC2/WinRMBruteForce',
      ),
    ],
  ],
};

function typed(on: string, product: string, ...prefixes: readonly string[]): NaiveSignal {
  const matches = ({ Normalized }: NormalizedFinding): boolean =>
    Normalized.Product === product &&
    Normalized.Type.some((type) => prefixes.some((prefix) => type.startsWith(prefix)));
  return { on, count: 1, matches };
}

function failed(on: string, control: string): NaiveSignal {
  const matches = (finding: NormalizedFinding): boolean =>
    finding.Normalized.Control === control && memberOf(finding.Compliance, 'Status') === 'FAILED';
  return { on, count: 1, matches };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly values: readonly string[];
}

/** `rule entity` for each correlation among the newest versions of these findings, sorted. */
export function naiveCorrelations(
  findings: readonly Finding[],
  relations: readonly Relation[],
): readonly string[] {
  const open = findings.filter((finding) => withdrawalOf(finding) === undefined).map(normalizeFinding);
  const neighbours = neighboursOf(relations);
  const held = Object.entries(RULES).flatMap(([rule, [entity, signals]]) => {
    const filed = signals.map((signal) => file(signal, entity, open, neighbours));
    const keys = [...(filed[0]?.keys() ?? [])];
    return keys
      .filter((key) =>
        holds(
          signals,
          filed.map((pieces) => pieces.get(key) ?? []),
        ),
      )
      .map((key) => `${rule} ${key}`);
  });
  return held.sort();
}

function file(
  signal: NaiveSignal,
  entity: string,
  findings: readonly NormalizedFinding[],
  neighbours: Neighbours,
): ReadonlyMap<string, readonly Piece[]> {
  const filed = new Map<string, Piece[]>();
  for (const finding of findings.filter(signal.matches)) {
    const { from, to } = intervalOf(finding, evidenceKindOf(finding));
    const { Vulnerability } = finding.Normalized;
    const values = signal.count > 1 ? Vulnerability : [finding.Id];
    const named = entitiesOf(finding).filter((one) => one.entity.type === signal.on);
    for (const key of named.flatMap((one) => keysOn(one.entity.key, signal.on, entity, neighbours))) {
      filed.set(key, [...(filed.get(key) ?? []), { from, to, values }]);
    }
  }
  return filed;
}

type Neighbours = ReadonlyMap<string, readonly Entity[]>;

function neighboursOf(relations: readonly Relation[]): Neighbours {
  const neighbours = new Map<string, Entity[]>();
  for (const { ends } of relations) {
    for (const [one, other] of [ends, [ends[1], ends[0]] as const]) {
      neighbours.set(one.key, [...(neighbours.get(one.key) ?? []), other]);
    }
  }
  return neighbours;
}

/** The entities that evidence on `key` is filed under; a group and an instance may share a network interface only. */
function keysOn(key: string, on: string, entity: string, neighbours: Neighbours): readonly string[] {
  if (on === entity) return [key];
  const near = neighbours.get(key) ?? [];
  const interfaces = near.filter((one) => one.type === 'AwsEc2NetworkInterface');
  const over = interfaces.flatMap((one) => neighbours.get(one.key) ?? []);
  return [...new Set([...near, ...over].filter((one) => one.type === entity).map((one) => one.key))];
}

function holds(signals: readonly NaiveSignal[], pieces: readonly (readonly Piece[])[]): boolean {
  const instants = pieces.flat().flatMap(({ from, to }) => [from - WITHIN_MS, from, to]);
  return instants.some((at) => signals.every((signal, index) => isMet(signal, pieces[index] ?? [], at)));
}

function isMet(signal: NaiveSignal, pieces: readonly Piece[], at: number): boolean {
  const meeting = pieces.filter((piece) => piece.from <= at + WITHIN_MS && piece.to >= at);
  return new Set(meeting.flatMap((piece) => piece.values)).size >= signal.count;
}
