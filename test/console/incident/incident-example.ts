import type {
  FindingView,
  IncidentDetail,
  IncidentRule,
  IncidentSignalView,
} from '../../../src/api/contract/incident.ts';

/** A finding as evidence, with what a test says of it. */
export function findingExample(parts: Partial<FindingView> = {}): FindingView {
  return {
    productArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
    id: 'finding-1',
    title: 'Backdoor traffic',
    severity: 'HIGH',
    kind: 'activity',
    from: '2026-01-02T10:00:00.000Z',
    to: '2026-01-02T10:00:00.000Z',
    lastObservedAt: '2026-01-02T10:00:00.000Z',
    withdrawn: false,
    sample: false,
    ...parts,
  };
}

/** A signal that is met by one finding, with what a test says of it. */
export function signalExample(parts: Partial<IncidentSignalView> = {}): IncidentSignalView {
  return {
    name: 'backdoor',
    role: 'required',
    count: 1,
    required: 1,
    satisfied: true,
    findings: [],
    ...parts,
  };
}

const RULE: IncidentRule = {
  id: 'ec2-backdoor',
  version: 1,
  title: 'Backdoor with critical vulnerabilities',
  severity: 'HIGH',
  description: '',
  falsePositives: [],
  references: [],
  attack: [],
  withinMs: 30 * 86_400_000,
};

/** An open incident of an instance, with what a test says of it. */
export function detailExample(
  parts: Omit<Partial<IncidentDetail>, 'rule' | 'incident'> & {
    readonly rule?: Partial<IncidentRule>;
    readonly incident?: Partial<IncidentDetail['incident']>;
  } = {},
): IncidentDetail {
  return {
    signals: [signalExample()],
    history: { entries: [], omitted: 0 },
    graph: { nodes: [], edges: [], omitted: 0 },
    related: [],
    nearMisses: [],
    ...parts,
    rule: { ...RULE, ...parts.rule },
    incident: {
      id: 'incident-1',
      rule: { id: RULE.id, version: 1 },
      status: 'open',
      severity: 'HIGH',
      title: RULE.title,
      entity: { type: 'AwsEc2Instance', id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc' },
      firstObservedAt: '2026-01-02T10:00:00.000Z',
      lastObservedAt: '2026-01-02T10:00:00.000Z',
      openedAt: '2026-01-02T10:00:00.000Z',
      updatedAt: '2026-01-02T10:00:00.000Z',
      evidence: 1,
      signals: {},
      sample: false,
      ...parts.incident,
    },
  };
}
