import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import type { Incident, IncidentSignal } from '../../../src/core/correlation/incident.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';

export const AT = Date.UTC(2026, 2, 1) as Instant;

export function makeEvidence(id: string, overrides: Partial<Evidence> = {}): Evidence {
  return {
    finding: { productArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector', id },
    title: `CVE in ${id}`,
    severity: 'CRITICAL',
    kind: 'condition',
    from: AT,
    to: (AT + 90 * 86_400_000) as Instant,
    lastObserved: (AT + 3_600_000) as Instant,
    ...overrides,
  };
}

export function makeSignal(findings: readonly Evidence[], required = 1): IncidentSignal {
  return { count: findings.length, required, isSatisfied: findings.length >= required, findings };
}

export function makeIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'f6d1b6e2c1',
    rule: { id: 'some-rule', version: 3 },
    entity: {
      type: 'AwsEc2Instance',
      key: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
      account: '111122223333',
      region: 'eu-west-1',
    },
    status: 'open',
    severity: 'CRITICAL',
    title: 'Some rule holds',
    firstObserved: AT,
    lastObserved: (AT + 3_600_000) as Instant,
    openedAt: (AT + 7_200_000) as Instant,
    updatedAt: (AT + 7_200_001) as Instant,
    signals: { backdoor: makeSignal([makeEvidence('b-1', { kind: 'activity' })]) },
    ...overrides,
  };
}

export function makeRule(overrides: Partial<Rule> = {}): Rule {
  return {
    id: 'some-rule',
    version: 3,
    status: 'stable',
    title: 'Some rule holds',
    severity: 'CRITICAL',
    description: 'Two things together mean trouble.',
    remediation: 'Isolate it.',
    prevention: 'Patch it earlier.',
    references: ['https://example.com/a', 'https://example.com/b'],
    attack: ['TA0011', 'T1190'],
    requires: ['GuardDuty'],
    entity: 'AwsEc2Instance',
    withinMs: 30 * 86_400_000,
    signals: [makeRuleSignal('backdoor')],
    ...overrides,
  };
}

export function makeRuleSignal(name: string, overrides: Partial<Signal> = {}): Signal {
  return { name, role: 'required', match: [], count: 1, ...overrides };
}
