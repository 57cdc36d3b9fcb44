import { hex32, hexId, mix, type Random } from './random.ts';

/** An account in a Region, with the GuardDuty detector that watches it. */
export interface Home {
  readonly account: string;
  readonly region: string;
  readonly detector: string;
  /** True where Security Hub sends consolidated control findings. */
  readonly isConsolidated: boolean;
}

/** An EC2 instance and what it is attached to. */
export interface Instance {
  readonly index: number;
  readonly home: Home;
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly networkInterface: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly image: string;
  readonly type: string;
  readonly addresses: readonly [string, string];
  readonly launchedAt: string;
  readonly group: SecurityGroup;
}

/** A security group. */
export interface SecurityGroup {
  readonly index: number;
  readonly home: Home;
  readonly id: string;
  readonly arn: string;
  readonly vpc: string;
}

/** An S3 bucket. */
export interface Bucket {
  readonly index: number;
  readonly home: Home;
  readonly name: string;
  readonly arn: string;
}

/** What the findings of a run are about; a small hot part of each pool collects much of the evidence. */
export interface Fleet {
  readonly pickHome: () => Home;
  readonly pickInstance: () => Instance;
  readonly pickGroup: () => SecurityGroup;
  readonly pickBucket: () => Bucket;
  /** An index into a pool of resources that are too many to be kept. */
  readonly pickOther: () => number;
  readonly homeOf: (index: number) => Home;
}

const ACCOUNTS = ['100000000001', '100000000002', '100000000003', '100000000004', '100000000005'];
const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1', 'us-west-2'];
const CLASSIC_ACCOUNTS = new Set(['100000000004', '100000000005']);
const INSTANCE_TYPES = ['t3.medium', 't3.large', 'm6i.large', 'm6i.xlarge', 'c6i.2xlarge', 'r6i.large'];
const ROLES = ['web', 'api', 'worker', 'batch', 'bastion', 'runner'];
const USES = ['logs', 'exports', 'backups', 'uploads', 'reports', 'assets', 'artifacts'];

const HOMES: readonly Home[] = ACCOUNTS.flatMap((account, accountIndex) =>
  REGIONS.map((region, regionIndex) => ({
    account,
    region,
    detector: hex32(accountIndex, regionIndex),
    isConsolidated: !CLASSIC_ACCOUNTS.has(account),
  })),
);

/** Pools that grow with the number of findings, so that most findings are new and some are updates. */
export function createFleet(findingCount: number, random: Random): Fleet {
  const groups = fill(Math.max(40, findingCount / 100), createGroup);
  const instances = fill(Math.max(60, findingCount / 60), (index) => createInstance(index, groups));
  const buckets = fill(Math.max(40, findingCount / 100), createBucket);
  const otherCount = Math.max(300, Math.floor(findingCount / 4));
  return {
    pickHome: () => homeOf(random.below(HOMES.length)),
    pickInstance: () => at(instances, pickIndex(instances.length, random)),
    pickGroup: () => at(groups, pickIndex(groups.length, random)),
    pickBucket: () => at(buckets, pickIndex(buckets.length, random)),
    pickOther: () => random.below(otherCount),
    homeOf,
  };
}

const HOT_PICKS = 0.2;
const HOT_PART = 0.01;
const HOT_MIN = 4;

function pickIndex(size: number, random: Random): number {
  return random.below(random.chance(HOT_PICKS) ? Math.max(HOT_MIN, Math.floor(size * HOT_PART)) : size);
}

function fill<T>(count: number, create: (index: number) => T): readonly T[] {
  return Array.from({ length: Math.floor(count) }, (_, index) => create(index));
}

function homeOf(index: number): Home {
  return at(HOMES, index % HOMES.length);
}

function createGroup(index: number): SecurityGroup {
  const home = homeOf(index);
  const id = `sg-${hexId(index, 11)}`;
  const arn = `arn:aws:ec2:${home.region}:${home.account}:security-group/${id}`;
  return { index, home, id, arn, vpc: `vpc-${hexId(index % HOMES.length, 12)}` };
}

function createInstance(index: number, groups: readonly SecurityGroup[]): Instance {
  // Pools are at least as long as there are homes, and the home of an index repeats with that period.
  const perHome = Math.floor(groups.length / HOMES.length);
  const group = at(groups, (index % HOMES.length) + HOMES.length * (mix(index, 13) % perHome));
  const { home, vpc } = group;
  const id = `i-${hexId(index, 14)}`;
  const host = mix(index, 15);
  return {
    index,
    home,
    id,
    arn: `arn:aws:ec2:${home.region}:${home.account}:instance/${id}`,
    name: `${at(ROLES, index % ROLES.length)}-${index}`,
    networkInterface: `eni-${hexId(index, 16)}`,
    vpc,
    subnet: `subnet-${hexId(index % 60, 17)}`,
    image: `ami-${hexId(index % 12, 18)}`,
    type: at(INSTANCE_TYPES, index % INSTANCE_TYPES.length),
    addresses: [`10.${host % 64}.${(host >> 8) % 256}.${(host >> 16) % 256}`, `198.51.100.${host % 256}`],
    launchedAt: new Date(Date.UTC(2025, 5, 1) + (host % 15_000_000) * 1000).toISOString(),
    group,
  };
}

function createBucket(index: number): Bucket {
  const name = `example-${at(USES, index % USES.length)}-${index}`;
  return { index, home: homeOf(index), name, arn: `arn:aws:s3:::${name}` };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}
