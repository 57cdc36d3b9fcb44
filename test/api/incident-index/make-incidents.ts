import {
  type IncidentIndex,
  type IndexedIncident,
  toIndexed,
} from '../../../src/api/incident-index/incident-index.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { NOW } from '../make-api.ts';

const HOUR = 3_600_000;

/** An incident of the index that was opened two hours ago. */
export function makeIndexed(overrides: Partial<IndexedIncident> = {}): IndexedIncident {
  const at = (NOW - 2 * HOUR) as Instant;
  const indexed = toIndexed({
    id: 'a1',
    rule: { id: 'a-rule', version: 1 },
    entity: {
      type: 'AwsEc2Instance',
      key: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
      account: '111122223333',
      region: 'eu-west-1',
    },
    status: 'open',
    severity: 'HIGH',
    title: 'A title',
    firstObserved: at,
    lastObserved: at,
    openedAt: at,
    updatedAt: at,
    signals: {},
  });
  return { ...indexed, evidence: 3, ...overrides };
}

/** An index that holds these. */
export function indexOf(incidents: readonly IndexedIncident[]): IncidentIndex {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  return {
    all: () => byId.values(),
    get: (id) => byId.get(id),
    size: byId.size,
    put: ({ incident }) => void byId.set(incident.id, toIndexed(incident)),
    remove: (id) => void byId.delete(id),
  };
}
