import { compareText } from '../../core/compare-text.ts';
import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { handlingAt } from '../../core/handling/handling.ts';
import type { Instant } from '../../core/instant.ts';
import type { SortColumn } from '../contract/incidents.ts';
import type { IndexedIncident } from './incident-index.ts';

type Comparator = (a: IndexedIncident, b: IndexedIncident) => number;

/** Compares incidents by a column; those that are alike there by urgency, and at last by id. */
export function comparatorOf(
  column: SortColumn,
  order: 'asc' | 'desc',
  now: Instant,
  titleOf: (rule: string) => string | undefined,
): Comparator {
  const byColumn = COLUMNS[column](now, titleOf);
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * byColumn(a, b) || byUrgency(a, b) || compareText(a.id, b.id);
}

function byUrgency(a: IndexedIncident, b: IndexedIncident): number {
  return (
    Number(a.status === 'resolved') - Number(b.status === 'resolved') ||
    rankOf(b) - rankOf(a) ||
    b.updatedAt - a.updatedAt
  );
}

function rankOf({ severity }: IndexedIncident): number {
  return SEVERITY_LABELS.indexOf(severity);
}

type ComparatorOfColumn = (now: Instant, titleOf: (rule: string) => string | undefined) => Comparator;

const COLUMNS: Readonly<Record<SortColumn, ComparatorOfColumn>> = {
  urgency: () => byUrgency,
  severity: () => byNumber(rankOf),
  status: () => byText(({ status }) => status),
  rule: () => byText(({ rule }) => rule.id),
  title: (_, titleOf) => byText(({ rule, title }) => titleOf(rule.id) ?? title),
  entity: () => byText(({ entity }) => entity.key),
  account: () => byText(({ entity }) => entity.account ?? ''),
  region: () => byText(({ entity }) => entity.region ?? ''),
  evidence: () => byNumber(({ evidence }) => evidence),
  openedAt: () => byNumber(({ openedAt }) => openedAt),
  updatedAt: () => byNumber(({ updatedAt }) => updatedAt),
  handling: (now) => byText(({ handling }) => handlingAt(handling, now)?.state ?? ''),
  assignee: () => byText(({ handling }) => handling?.assignee ?? ''),
};

function byNumber(of: (incident: IndexedIncident) => number): Comparator {
  return (a, b) => of(a) - of(b);
}

function byText(of: (incident: IndexedIncident) => string): Comparator {
  return (a, b) => compareText(of(a), of(b));
}
