import { generateFindings } from '../../examples/generate-findings.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/core/json.ts';
import { backdoor } from '../entity-finding.ts';

/** The seed of the bench mix, as everywhere in the benchmarks, and one for what was there before. */
const SEED = 7;
const SEED_BEFORE = 8;

/** Findings of the bench mix: 70 % controls, 25 % Inspector, 3 % GuardDuty, 2 % Macie. */
export function mixedFindings(count: number): Iterable<JsonObject> {
  return generateFindings({ count, seed: SEED });
}

/** Findings of the same mix that are not the same findings. */
export function earlierFindings(count: number): Iterable<JsonObject> {
  return generateFindings({ count, seed: SEED_BEFORE });
}

/** The one GuardDuty finding that makes an incident of vulnerabilities on the instance. */
export function backdoorFinding(): JsonObject {
  return { ...backdoor({ number: 0, seenMs: 0 }) };
}

/** Time between two findings on the instance: 10,000 of them are spread over 20 days. */
const STEP_MS = 172_800;
const START_MS = Date.UTC(2026, 0, 1);

/**
 * Findings on one instance, from the `from`-th on, each of a critical vulnerability of its own and a little later than
 * the one before it: those of Inspector in the bench mix, moved to the instance.
 */
export function* instanceFindings(from: number, count: number): Generator<JsonObject> {
  const { Resources: resources } = backdoorFinding();
  const [instance] = Array.isArray(resources) ? resources : [];
  let number = 0;
  for (const finding of mixedFindings(MIX_PER_FINDING * (from + count) + MIX_LEAST)) {
    const [resource] = Array.isArray(finding.Resources) ? finding.Resources : [];
    if (stringAt(finding, 'ProductName') !== 'Inspector' || !isJsonObject(resource)) continue;
    if (resource.Type !== 'AwsEc2Instance') continue;
    if (number >= from)
      yield moved(finding, { ...resource, ...(isJsonObject(instance) && instance) }, number);
    number += 1;
    if (number === from + count) return;
  }
  throw new Error('the mix has too few findings of Inspector');
}

/** A quarter of the mix is of Inspector, 70 % of that about instances. */
const MIX_PER_FINDING = 7;
const MIX_LEAST = 1000;

function moved(finding: JsonObject, resource: JsonObject, number: number): JsonObject {
  const seenAt = new Date(START_MS + number * STEP_MS).toISOString();
  const cve = `CVE-2025-${100_000 + number}`;
  const severity = { Label: 'CRITICAL' };
  return {
    ...finding,
    Id: `arn:aws:inspector2:eu-west-1:100000000001:finding/${number.toString(16).padStart(32, '0')}`,
    ...{ FirstObservedAt: seenAt, LastObservedAt: seenAt, CreatedAt: seenAt, UpdatedAt: seenAt },
    ...{ AwsAccountId: '100000000001', Region: 'eu-west-1' },
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector',
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: finding.Types ?? [] },
    Vulnerabilities: [{ Id: cve }],
    Resources: [resource],
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  };
}
