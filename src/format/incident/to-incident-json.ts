import type { Evidence } from '../../core/correlation/evidence.ts';
import type { Incident, IncidentSignal, IncidentStatus } from '../../core/correlation/incident.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { SeverityLabel } from '../../core/finding/finding.ts';
import type { Handling, HandlingState } from '../../core/handling/handling.ts';
import { formatInstant } from '../../core/instant.ts';

/** Version of the incident contract (design, section 7); grows when a member changes its meaning. */
export const INCIDENT_SCHEMA_VERSION = '1.0';

/** A piece of evidence as an incident lists it; a condition has no `to`, `sample` is there only when true. */
export type IncidentFindingJson = {
  readonly productArn: string;
  readonly id: string;
  readonly title: string;
  readonly severity?: SeverityLabel;
  readonly from: string;
  readonly to?: string;
  readonly withdrawn: boolean;
  readonly sample?: true;
};

/** What an incident says of one signal: how many distinct pieces there are, and the first hundred of them. */
export type IncidentSignalJson = {
  readonly count: number;
  readonly required: number;
  readonly satisfied: boolean;
  readonly findings: readonly IncidentFindingJson[];
};

/** An incident as the command line, the API and events show it; instants are ISO 8601 UTC with milliseconds. */
export type IncidentJson = {
  readonly schemaVersion: typeof INCIDENT_SCHEMA_VERSION;
  readonly id: string;
  readonly rule: { readonly id: string; readonly version: number };
  readonly status: IncidentStatus;
  readonly severity: SeverityLabel;
  readonly title: string;
  readonly entity: {
    readonly type: string;
    readonly id: string;
    readonly account?: string;
    readonly region?: string;
  };
  readonly firstObservedAt: string;
  readonly lastObservedAt: string;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly resolvedAt?: string;
  readonly resolution?: string;
  readonly signals: { readonly [name: string]: IncidentSignalJson };
  readonly handling?: HandlingJson;
};

/** What people have decided about an incident, as it was saved: an accepted risk ends with `until`. */
export type HandlingJson = {
  readonly state?: HandlingState;
  readonly reason?: string;
  readonly until?: string;
  readonly assignee?: string;
  readonly by: string;
  readonly at: string;
};

/** The incident in the JSON contract of design section 7; the order of members never changes. */
export function toIncidentJson(incident: Incident): IncidentJson {
  const { rule, resolution } = incident;
  return {
    schemaVersion: INCIDENT_SCHEMA_VERSION,
    id: incident.id,
    rule: { id: rule.id, version: rule.version },
    status: incident.status,
    severity: incident.severity,
    title: incident.title,
    entity: toEntityJson(incident.entity),
    firstObservedAt: formatInstant(incident.firstObserved),
    lastObservedAt: formatInstant(incident.lastObserved),
    openedAt: formatInstant(incident.openedAt),
    updatedAt: formatInstant(incident.updatedAt),
    ...(resolution && { resolvedAt: formatInstant(resolution.at), resolution: resolution.reason }),
    signals: toSignalsJson(incident),
    ...(incident.handling && { handling: toHandlingJson(incident.handling) }),
  };
}

/** The handling in the JSON contract. */
export function toHandlingJson({ state, reason, until, assignee, by, at }: Handling): HandlingJson {
  return {
    ...(state !== undefined && { state }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until: formatInstant(until) }),
    ...(assignee !== undefined && { assignee }),
    by,
    at: formatInstant(at),
  };
}

function toEntityJson(entity: Entity): IncidentJson['entity'] {
  return {
    type: entity.type,
    id: entity.key,
    ...(entity.account !== undefined && { account: entity.account }),
    ...(entity.region !== undefined && { region: entity.region }),
  };
}

function toSignalsJson(incident: Incident): IncidentJson['signals'] {
  const isWithdrawn = incident.status === 'resolved';
  const entries = Object.entries(incident.signals);
  return Object.fromEntries(entries.map(([name, signal]) => [name, toSignalJson(signal, isWithdrawn)]));
}

function toSignalJson(signal: IncidentSignal, isWithdrawn: boolean): IncidentSignalJson {
  return {
    count: signal.count,
    required: signal.required,
    satisfied: signal.isSatisfied,
    findings: signal.findings.map((evidence) => toFindingJson(evidence, isWithdrawn)),
  };
}

function toFindingJson(evidence: Evidence, isWithdrawn: boolean): IncidentFindingJson {
  return {
    productArn: evidence.finding.productArn,
    id: evidence.finding.id,
    title: evidence.title,
    ...(evidence.severity !== undefined && { severity: evidence.severity }),
    from: formatInstant(evidence.from),
    ...(evidence.kind === 'activity' && { to: formatInstant(evidence.to) }),
    withdrawn: isWithdrawn,
    ...(evidence.isSample && { sample: true as const }),
  };
}
