import type { Finding } from '../../src/core/finding/finding.ts';
import {
  type FindingOverrides,
  guardDutyFinding,
  inspectorFinding,
  makeFinding,
} from '../fixtures/make-finding.ts';

/** The rule that the world is about. */
export const RULE = 'ec2-backdoor-with-critical-cves';

/** A finding of a product of the account's own, which no shipped rule is about. */
export function noise(): Finding {
  return makeFinding({
    Resources: [{ Type: 'AwsSqsQueue', Id: 'arn:aws:sqs:eu-west-1:111122223333:orders' }],
  });
}

/** A backdoor on the fixtures' instance. */
export function backdoor(overrides: FindingOverrides = {}): Finding {
  return guardDutyFinding(overrides);
}

/** A critical vulnerability on the same instance. */
export function vulnerability(index: number, overrides: FindingOverrides = {}): Finding {
  const cve = `CVE-2026-000${index}`;
  return inspectorFinding({
    Id: `arn:aws:inspector2:eu-west-1:111122223333:finding/${index}`,
    Title: `${cve} - openssl`,
    Vulnerabilities: [{ Id: cve }],
    ...overrides,
  });
}

/** Findings that make one incident. */
export function incidentFindings(): readonly Finding[] {
  return [noise(), backdoor(), vulnerability(1), vulnerability(2), vulnerability(3)];
}
