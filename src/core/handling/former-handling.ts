/**
 * What people decided and wrote is not in the findings, so a store that is emptied and filled again from them sets it
 * aside, by the id of its incident, and it is given back when that incident opens. A history that is replayed opens an
 * incident as often as it opened before, and each time its handling would be cleared; so the record remembers which
 * opening the handling was about: those up to it happened before, and do not clear it.
 */
import type { IncidentRecord } from '../correlation/incident.ts';
import type { Instant } from '../instant.ts';
import type { Handling } from './handling.ts';
import { byTime, type HandlingEntry, isHandlingEntry } from './history.ts';

/** What people decided and wrote about an incident before its store was emptied. */
export interface FormerHandling {
  readonly handling?: Handling;
  readonly entries: readonly HandlingEntry[];
  /** When the incident had opened last. */
  readonly openedAt: Instant;
}

/** What is to be set aside of a record; undefined where nobody has done anything. */
export function formerHandlingOf({
  incident,
  history,
  handledOpening,
}: IncidentRecord): FormerHandling | undefined {
  const { handling, openedAt } = incident;
  const entries = history?.entries.filter(isHandlingEntry) ?? [];
  if (handling === undefined && entries.length === 0) return undefined;
  // A rebuild that was broken off has not come to that opening again.
  const last = Math.max(openedAt, handledOpening ?? openedAt) as Instant;
  return { ...(handling && { handling }), entries, openedAt: last };
}

/**
 * The record of an incident that opens for the first time since, with what people had written; and with what they had
 * decided, unless it opens later than they decided.
 */
export function giveBack(record: IncidentRecord, former: FormerHandling): IncidentRecord {
  const { incident, history } = record;
  const { handling, entries, openedAt } = former;
  const all = { entries: [...(history?.entries ?? []), ...entries], omitted: history?.omitted ?? 0 };
  const written = { ...record, history: byTime(all), handledOpening: openedAt };
  const isMeant = handling !== undefined && incident.openedAt <= Math.max(openedAt, handling.at);
  return isMeant ? { ...written, incident: { ...incident, handling } } : written;
}
