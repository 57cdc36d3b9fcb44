import type { News } from './news.ts';
import { type IncidentJson, toIncidentJson } from './to-incident-json.ts';

/** `source` of the events that tell of incidents. */
export const EVENT_SOURCE = 'corroborate';

/** `detail-type` of the events that tell of incidents, by what has happened. */
export const EVENT_DETAIL_TYPES = {
  open: 'Corroborate Incident Opened',
  update: 'Corroborate Incident Updated',
  resolve: 'Corroborate Incident Resolved',
} as const;

/** An event that tells of an incident, as EventBridge takes it. */
export interface IncidentEvent {
  readonly source: typeof EVENT_SOURCE;
  readonly detailType: (typeof EVENT_DETAIL_TYPES)[News['action']];
  readonly resources: readonly string[];
  readonly detail: {
    readonly action: News['action'];
    readonly escalated: boolean;
    readonly incident: IncidentJson;
    readonly finding: News['finding'];
  };
}

/** Findings told of each signal: all of them could exceed the 256 KB of an entry (EventBridge quotas). */
const FINDINGS_MAX = 10;
/** Signals told with findings; the others with their counts. */
const SIGNALS_MAX = 20;
const TEXT_MAX = 512;

/** The event of news; what is long is cut, so that it never exceeds what EventBridge takes. */
export function toIncidentEvent({ action, isEscalated, incident, finding }: News): IncidentEvent {
  const json = toIncidentJson(incident);
  const signals = Object.fromEntries(
    Object.entries(json.signals).map(([name, signal], index) => {
      const findings = signal.findings.slice(0, index < SIGNALS_MAX ? FINDINGS_MAX : 0);
      return [name, { ...signal, findings: findings.map(withShortTexts) }];
    }),
  );
  return {
    source: EVENT_SOURCE,
    detailType: EVENT_DETAIL_TYPES[action],
    resources: [incident.entity.key.slice(0, 2048)],
    detail: { action, escalated: isEscalated, incident: { ...json, signals }, finding },
  };
}

type FindingJson = IncidentJson['signals'][string]['findings'][number];

function withShortTexts(finding: FindingJson): FindingJson {
  return {
    ...finding,
    productArn: finding.productArn.slice(0, TEXT_MAX),
    id: finding.id.slice(0, TEXT_MAX),
    title: finding.title.slice(0, TEXT_MAX),
  };
}
