import type { Finding } from '../src/core/finding/finding.ts';

const ACCOUNT = '100000000001';
const REGION = 'eu-west-1';
const INSTANCE = `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-0a1b2c3d4e5f60718`;
const START_MS = Date.UTC(2026, 0, 1);
const SECOND_MS = 1000;

/** The length over which the evidence of an entity is spread. */
export const SPREAD_MS: number = 20 * 86_400_000;

/** What a finding of a benchmark differs in: which one it is, when it was seen, and whether it has been archived. */
export interface EntityFinding {
  readonly number: number;
  /** Milliseconds after the start of the evidence; negative for what is older. */
  readonly seenMs: number;
  /** Counts the versions of a finding from 0; a later one has a later UpdatedAt. */
  readonly version?: number;
  readonly isArchived?: boolean;
}

/** An Inspector finding of a critical vulnerability of its own on the one instance. */
export function vulnerability(of: EntityFinding): Finding {
  const cve = `CVE-2025-${100_000 + of.number}`;
  return {
    ...frame(of, 'inspector', `arn:aws:inspector2:${REGION}:${ACCOUNT}:finding/${of.number}`),
    ...provider(['Software and Configuration Checks/Vulnerabilities/CVE'], 'CRITICAL'),
    Title: `${cve} - openssl`,
    Vulnerabilities: [{ Id: cve }],
  };
}

/** A GuardDuty finding of backdoor traffic from the one instance. */
export function backdoor(of: EntityFinding): Finding {
  const id = `arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/0123456789abcdef/finding/${of.number}`;
  return {
    ...frame(of, 'guardduty', id),
    ...provider(['TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS'], 'HIGH'),
    Title: 'The instance queries a domain of a command and control server.',
  };
}

function frame(
  { seenMs, version = 0, isArchived = false }: EntityFinding,
  product: string,
  id: string,
): Finding {
  const seenAt = new Date(START_MS + seenMs).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:aws:securityhub:${REGION}::product/aws/${product}`,
    GeneratorId: product,
    AwsAccountId: ACCOUNT,
    Region: REGION,
    FirstObservedAt: seenAt,
    LastObservedAt: seenAt,
    CreatedAt: seenAt,
    UpdatedAt: new Date(START_MS + seenMs + version * SECOND_MS).toISOString(),
    Description: 'Made up to measure what a finding on a busy entity costs.',
    Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE, Partition: 'aws', Region: REGION }],
    Workflow: { Status: 'NEW' },
    RecordState: isArchived ? 'ARCHIVED' : 'ACTIVE',
  };
}

function provider(types: readonly string[], label: string): Partial<Finding> {
  const severity = { Label: label };
  return { Types: types, Severity: severity, FindingProviderFields: { Severity: severity, Types: types } };
}
