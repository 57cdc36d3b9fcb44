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

/** How much an event holds of what can be left out of it. */
interface Room {
  /** Findings told of each of the first signals. */
  readonly findings: number;
  /** UTF-16 units of each text. */
  readonly text: number;
}

/** Signals told with findings; the others with their counts. */
const SIGNALS_MAX = 20;

/** From what is wanted to what always fits. */
const ROOMS: readonly Room[] = [
  { findings: 10, text: 2048 },
  { findings: 10, text: 512 },
  { findings: 3, text: 256 },
  { findings: 0, text: 256 },
];

/** 256 KB an entry (Amazon EventBridge User Guide, PutEvents entry size), with room for what is beside the detail. */
const DETAIL_BYTES_MAX = 240_000;

/** The event of news; what is long is cut, so that it never exceeds what EventBridge takes. */
export function toIncidentEvent(news: News): IncidentEvent {
  const { action, isEscalated, incident, finding } = news;
  const json = toIncidentJson(incident);
  const details = ROOMS.map((room) => ({
    action,
    escalated: isEscalated,
    incident: withinRoom(json, room),
    finding,
  }));
  const detail = details.find(isSmallEnough) ?? details.at(-1);
  if (detail === undefined) throw new Error('an event without room');
  return {
    source: EVENT_SOURCE,
    detailType: EVENT_DETAIL_TYPES[action],
    resources: [cutText(incident.entity.key, KEY_LENGTH_MAX)],
    detail,
  };
}

const KEY_LENGTH_MAX = 2048;
const NAME_LENGTH_MAX = 128;

function isSmallEnough(detail: IncidentEvent['detail']): boolean {
  return new TextEncoder().encode(JSON.stringify(detail)).length <= DETAIL_BYTES_MAX;
}

function withinRoom(json: IncidentJson, room: Room): IncidentJson {
  const { entity, resolution } = json;
  return {
    ...json,
    title: cutText(json.title, room.text),
    entity: {
      ...entity,
      id: cutText(entity.id, KEY_LENGTH_MAX),
      ...(entity.account !== undefined && { account: cutText(entity.account, NAME_LENGTH_MAX) }),
      ...(entity.region !== undefined && { region: cutText(entity.region, NAME_LENGTH_MAX) }),
    },
    ...(resolution !== undefined && { resolution: cutText(resolution, room.text) }),
    signals: Object.fromEntries(
      Object.entries(json.signals).map(([name, signal], index) => {
        const findings = signal.findings.slice(0, index < SIGNALS_MAX ? room.findings : 0);
        return [name, { ...signal, findings: findings.map((each) => withShortTexts(each, room.text)) }];
      }),
    ),
  };
}

type FindingJson = IncidentJson['signals'][string]['findings'][number];

function withShortTexts(finding: FindingJson, lengthMax: number): FindingJson {
  return {
    ...finding,
    productArn: cutText(finding.productArn, lengthMax),
    id: cutText(finding.id, lengthMax),
    title: cutText(finding.title, lengthMax),
  };
}

/** EventBridge takes UTF-8 alone: half a character is replaced. */
function cutText(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed();
}
