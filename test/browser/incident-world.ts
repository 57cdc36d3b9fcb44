import { writeFileSync } from 'node:fs';
import type { Finding } from '../../src/core/finding/finding.ts';
import type { Json } from '../../src/core/json.ts';
import { guardDutyFinding, inspectorFinding, instanceResource } from '../fixtures/make-finding.ts';

/** Accounts and Regions that the instances of a world are spread over. */
export const ACCOUNTS = ['111122223333', '444455556666', '777788889999'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1'] as const;

/** The instance of a number: it has one backdoor and three critical vulnerabilities, or hidden DNS and one of these. */
export function instanceOf(index: number): { readonly id: string; readonly arn: string } {
  const id = `i-0${String(index).padStart(16, '0')}`;
  const [account, region] = [ACCOUNTS[index % ACCOUNTS.length], REGIONS[index % REGIONS.length]];
  return { id, arn: `arn:aws:ec2:${region}:${account}:instance/${id}` };
}

/** Findings that make an incident of severity CRITICAL about an instance. */
export function backdoorFindings(index: number): readonly Finding[] {
  return [
    guardDutyFinding({ ...membersOf(index, 'backdoor'), Title: `Backdoor of instance ${index}` }),
    ...[1, 2, 3].map((number) => vulnerability(index, number)),
  ];
}

/** Findings that make an incident of severity HIGH about an instance. */
export function hiddenDnsFindings(index: number): readonly Finding[] {
  const Types = ['TTPs/Defense Evasion/DefenseEvasion:EC2-UnusualDNSResolver'];
  return [
    guardDutyFinding({
      ...membersOf(index, 'dns'),
      ...{ Types, FindingProviderFields: { Types, Severity: { Label: 'HIGH' } } },
      Title: `Hidden DNS of instance ${index}`,
    }),
    vulnerability(index, 1),
  ];
}

/** Another critical vulnerability of an instance, by its number. */
export function vulnerability(index: number, number: number): Finding {
  const id = `CVE-2026-${1000 + number}`;
  return inspectorFinding({
    ...membersOf(index, id),
    Title: `${id} of instance ${index}`,
    Vulnerabilities: [{ Id: id, VulnerablePackages: [{ Name: 'openssl' }] }],
  });
}

/** Writes findings to a file as the command line reads them. */
export function writeFindings(path: string, findings: readonly Json[]): void {
  writeFileSync(path, JSON.stringify(findings));
}

const START = Date.parse('2026-03-01T08:00:00Z');
const MINUTE_MS = 60_000;

/** Each instance has its own minute, so that every order of incidents is one of a kind. */
function membersOf(index: number, name: string): { readonly Id: string } & Readonly<Record<string, Json>> {
  const at = new Date(START + index * MINUTE_MS).toISOString();
  return {
    Id: `${name}-${index}`,
    Resources: [instanceResource(instanceOf(index).arn)],
    ...{ FirstObservedAt: at, LastObservedAt: at, CreatedAt: at, UpdatedAt: at },
  };
}
