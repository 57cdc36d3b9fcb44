import type { Incident } from '../../core/correlation/incident.ts';
import type { Instant } from '../../core/instant.ts';
import type { IncidentRow } from '../contract/incidents.ts';
import { type IndexedIncident, toIndexed } from '../incident-index/incident-index.ts';
import { toIncidentRow } from '../to-incident-row.ts';
import { CSV_HEAD, toCsvRow } from './csv.ts';

/** How incidents are written one after the other into a file. */
export interface ExportFormat {
  readonly type: string;
  readonly extension: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** The text of one incident; undefined where it cannot be told in this format. */
  toText(incident: Incident): Promise<string | undefined> | string | undefined;
}

/** One row an incident, the titles in the language of `titleOf`, the handling as it stands now. */
export function csvFormat(now: Instant, titleOf: (rule: string) => string | undefined): ExportFormat {
  return {
    type: 'text/csv; charset=utf-8',
    extension: 'csv',
    head: CSV_HEAD + toCsvRow(COLUMNS.map(([name]) => name)),
    between: '',
    tail: '',
    toText: (incident) => {
      const row = toIncidentRow(toIndexed(incident), now, titleOf);
      return toCsvRow(COLUMNS.map(([, of]) => of(row)));
    },
  };
}

type Column = readonly [name: string, of: (row: IncidentRow) => string | number | undefined];

const COLUMNS: readonly Column[] = [
  ['id', ({ id }) => id],
  ['status', ({ status }) => status],
  ['severity', ({ severity }) => severity],
  ['title', ({ title }) => title],
  ['rule', ({ rule }) => rule.id],
  ['ruleVersion', ({ rule }) => rule.version],
  ['entityType', ({ entity }) => entity.type],
  ['entity', ({ entity }) => entity.id],
  ['account', ({ entity }) => entity.account],
  ['region', ({ entity }) => entity.region],
  ['firstObservedAt', ({ firstObservedAt }) => firstObservedAt],
  ['lastObservedAt', ({ lastObservedAt }) => lastObservedAt],
  ['openedAt', ({ openedAt }) => openedAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['resolvedAt', ({ resolvedAt }) => resolvedAt],
  ['evidence', ({ evidence }) => evidence],
  ['sample', ({ sample }) => String(sample)],
  ['handling', ({ handling }) => handling?.state],
  ['assignee', ({ handling }) => handling?.assignee],
  ['reason', ({ handling }) => handling?.reason],
  ['acceptedUntil', ({ handling }) => handling?.until],
  ['handledBy', ({ handling }) => handling?.by],
  ['handledAt', ({ handling }) => handling?.at],
];

/** One document a line. */
export function ndjsonFormat(toJson: (incident: Incident) => unknown): ExportFormat {
  return {
    type: 'application/x-ndjson',
    extension: 'ndjson',
    ...{ head: '', between: '', tail: '' },
    toText: (incident) => `${JSON.stringify(toJson(incident))}\n`,
  };
}

/** The array that BatchImportFindings takes a hundred of at a time. */
export function asffFormat(toFinding: (incident: Incident) => Promise<unknown>): ExportFormat {
  return {
    type: 'application/json',
    extension: 'asff.json',
    ...{ head: '[', between: ',\n', tail: ']\n' },
    toText: async (incident) => {
      const finding = await toFinding(incident);
      return finding === undefined ? undefined : JSON.stringify(finding);
    },
  };
}

/** Which incidents, in which order; the file holds them as they stand when their turn comes. */
export type ExportedIncidents = readonly Pick<IndexedIncident, 'id'>[];
