import type { JsonObject } from '../../src/core/json.ts';
import type { Fleet, Home, Instance } from './fleet.ts';
import { hex32, mix, type Random } from './random.ts';
import { START_MS } from './timeline.ts';

const CVE_COUNT = 600;
const CRITICAL_CVES = 36;
const IMAGE_PART = 0.3;
const CLOSED_PART = 0.04;
const AGE_MAX_MS = 150 * 86_400_000;

const PACKAGES = [
  'openssl',
  'kernel',
  'curl',
  'glibc',
  'python3',
  'openssh',
  'libxml2',
  'sudo',
  'zlib',
  'bind',
] as const;
const WEAKNESSES = [
  'a heap-based buffer overflow that lets a remote attacker run code with a crafted request',
  'a use after free that lets a local user gain privileges through a race in the cleanup path',
  'an integer overflow that leads to an out-of-bounds read and discloses memory of the process',
  'a missing check of certificates that lets an attacker in the middle read and change traffic',
  'an unbounded allocation that lets a remote attacker exhaust memory with a small message',
] as const;
const PARTS: readonly (readonly [label: string, until: number, score: number])[] = [
  ['CRITICAL', CRITICAL_CVES, 9.8],
  ['HIGH', 200, 8.1],
  ['MEDIUM', 480, 5.9],
  ['LOW', 570, 3.3],
  ['INFORMATIONAL', CVE_COUNT, 0],
];
const NORMALIZED: Readonly<Record<string, number>> = { CRITICAL: 90, HIGH: 70, MEDIUM: 40, LOW: 1 };

/**
 * A finding of Amazon Inspector about a CVE on an instance, in one of three spellings of its id, or in a container
 * image. The same CVE and resource give the same Id.
 */
export function inspectorFinding(fleet: Fleet, random: Random, atMs: number): JsonObject {
  if (random.chance(IMAGE_PART)) return imageFinding(fleet, random, atMs);
  const instance = fleet.pickInstance();
  const cve = random.below(CVE_COUNT);
  const resource = instanceResource(instance);
  const platform = 'aws/inspector/resources/1/resourceDetails/awsEc2InstanceDetails/platform';
  const fields = { 'aws/inspector/instanceId': instance.id, [platform]: 'AMAZON_LINUX_2' };
  return finding(instance.home, resource, fields, cve, mix(instance.index, cve), random, atMs);
}

function imageFinding(fleet: Fleet, random: Random, atMs: number): JsonObject {
  const index = fleet.pickOther();
  const home = fleet.homeOf(index);
  const cve = random.below(CVE_COUNT);
  return finding(home, imageResource(index, home), {}, cve, mix(~index, cve), random, atMs);
}

function instanceResource(instance: Instance): JsonObject {
  const { home, index, id } = instance;
  return {
    Type: 'AwsEc2Instance',
    Id: instanceId(instance),
    Partition: 'aws',
    Region: home.region,
    Tags: { Name: instance.name, 'cost-center': `cc-${index % 40}` },
    Details: {
      AwsEc2Instance: {
        Type: instance.type,
        ImageId: instance.image,
        IpV4Addresses: instance.addresses,
        KeyName: `key-${id.slice(-4)}`,
        IamInstanceProfileArn: `arn:aws:iam::${home.account}:instance-profile/${instance.name}`,
        VpcId: instance.vpc,
        SubnetId: instance.subnet,
        LaunchedAt: instance.launchedAt,
      },
    },
  };
}

function instanceId({ index, id, arn, home }: Instance): string {
  if (index % 5 === 0) return id;
  return index % 2 === 0 ? arn : `arn:aws:ec2:${home.region}:${home.account}:${id}`;
}

function imageResource(index: number, { account, region }: Home): JsonObject {
  const digest = `sha256:${hex32(index, 31)}${hex32(index, 32)}`;
  const repository = `service-${index % 120}`;
  return {
    Type: 'AwsEcrContainerImage',
    Id: `arn:aws:ecr:${region}:${account}:repository/${repository}/${digest}`,
    Partition: 'aws',
    Region: region,
    Details: {
      AwsEcrContainerImage: {
        RegistryId: account,
        RepositoryName: repository,
        Architecture: 'amd64',
        ImageDigest: digest,
        ImageTags: [`release-${index % 50}`],
        ImagePublishedAt: '2025-11-20T10:00:00Z',
      },
    },
  };
}

function finding(
  { account, region }: Home,
  resource: JsonObject,
  fields: JsonObject,
  cve: number,
  number: number,
  random: Random,
  atMs: number,
): JsonObject {
  const [label, , score] = PARTS.find(([, until]) => cve < until) ?? ['LOW', 0, 0];
  const id = `arn:aws:inspector2:${region}:${account}:finding/${hex32(number, 33)}`;
  const productArn = `arn:aws:securityhub:${region}::product/aws/inspector`;
  const name = `CVE-${2021 + (cve % 5)}-${10_000 + cve * 37}`;
  const library = PACKAGES[cve % PACKAGES.length] ?? PACKAGES[0];
  const isClosed = random.chance(CLOSED_PART);
  const firstAt = new Date(START_MS - (mix(number, 34) % AGE_MAX_MS)).toISOString();
  const updatedAt = new Date(atMs).toISOString();
  const types = ['Software and Configuration Checks/Vulnerabilities/CVE'];
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: productArn,
    ProductName: 'Inspector',
    CompanyName: 'Amazon',
    Region: region,
    GeneratorId: 'AWSInspector',
    AwsAccountId: account,
    Types: types,
    FirstObservedAt: firstAt,
    LastObservedAt: updatedAt,
    CreatedAt: firstAt,
    UpdatedAt: updatedAt,
    Severity: { Label: label, Normalized: NORMALIZED[label] ?? 0 },
    Title: `${name} - ${library}`,
    Description: `The installed version of ${library} has ${WEAKNESSES[cve % WEAKNESSES.length]}.`,
    Remediation: {
      Recommendation: {
        Text: `Remediation is available. Update ${library} as the advisory for ${name} describes, or replace the resource by one that is built from a patched image.`,
      },
    },
    ProductFields: {
      'aws/inspector/FindingStatus': isClosed ? 'CLOSED' : 'ACTIVE',
      'aws/inspector/inspectorScore': score.toFixed(1),
      'aws/inspector/ProductVersion': '2',
      ...fields,
      'aws/securityhub/FindingId': `${productArn}/${id}`,
      'aws/securityhub/ProductName': 'Inspector',
      'aws/securityhub/CompanyName': 'Amazon',
    },
    Resources: [resource],
    Workflow: { Status: 'NEW' },
    RecordState: isClosed ? 'ARCHIVED' : 'ACTIVE',
    Vulnerabilities: [vulnerability(name, library, score)],
    FindingProviderFields: { Severity: { Label: label }, Types: types },
  };
}

function vulnerability(name: string, library: string, score: number): JsonObject {
  return {
    Id: name,
    VulnerablePackages: [
      {
        Name: library,
        Version: '3.0.8',
        Epoch: '1',
        Release: '1.amzn2023.0.4',
        Architecture: 'X86_64',
        PackageManager: 'OS',
        FixedInVersion: '1:3.0.8-1.amzn2023.0.12',
        Remediation: `dnf update ${library}`,
      },
    ],
    Cvss: [
      {
        Version: '3.1',
        BaseScore: score,
        BaseVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        Source: 'NVD',
      },
    ],
    Vendor: { Name: 'NVD', Url: `https://nvd.nist.gov/vuln/detail/${name}`, VendorSeverity: 'HIGH' },
    ReferenceUrls: [`https://alas.aws.amazon.com/cve/html/${name}.html`],
    FixAvailable: 'YES',
    EpssScore: 0.00213,
    ExploitAvailable: 'NO',
  };
}
