import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { stringAt } from '../../core/json.ts';
import type { Told } from '../../delivery-log.ts';
import type { News } from '../../format/incident/news.ts';
import { type Import, isOwnState } from './import.ts';

/** What those who listen are to hear with an import of the record's own state, by what they were told last. */
export function toNews({ record: { incident }, rule, attempt, state: { told } }: Import): readonly News[] {
  const isOpen = incident.status === 'open';
  const wasOpen = told?.status === 'open';
  if (!isOpen && !wasOpen && told?.status !== 'unknown') return [];
  const finding = {
    productArn: stringAt(attempt.finding, 'ProductArn') ?? '',
    id: stringAt(attempt.finding, 'Id') ?? '',
  };
  const action = !isOpen ? 'resolve' : wasOpen ? 'update' : 'open';
  const isEscalated = action === 'update' && isMoreSevere(incident.severity, told?.severity);
  return [{ action, isEscalated, incident, rule, finding }];
}

function isMoreSevere(now: Told['severity'], before: Told['severity'] | undefined): boolean {
  return before !== undefined && SEVERITY_LABELS.indexOf(now) > SEVERITY_LABELS.indexOf(before);
}

/**
 * What has been told with an import; undefined when that has not changed. Of one that others began, and that opened or
 * resolved the incident, it is not known whether they came to tell it.
 */
export function toldWith(each: Import): Told | undefined {
  const { record, attempt, state } = each;
  const { status, severity } = record.incident;
  if (isOwnState(each)) return { status, severity, hash: attempt.hash };
  const imported = attempt.finding.RecordState === 'ARCHIVED' ? 'resolved' : 'open';
  if (imported === (state.told?.status ?? 'resolved')) return undefined;
  return toldUnknown(each);
}

/** That it is not known what has been told. */
export function toldUnknown({ record, state }: Import): Told {
  return { status: 'unknown', severity: state.told?.severity ?? record.incident.severity, hash: '' };
}

/** Whether those who listen know the record's own state; what resolved before they heard of it is no news. */
export function isTold({ record: { incident }, attempt, state: { told } }: Import): boolean {
  if (told === undefined) return incident.status === 'resolved';
  return told.hash === attempt.hash;
}
