import type { Instant } from '../../core/instant.ts';
import type { IncidentFilter, IncidentSelection } from '../contract/incidents.ts';
import { compileFilter } from './compile-filter.ts';
import type { IncidentIndex, IndexedIncident } from './incident-index.ts';
import { comparatorOf } from './sort-incidents.ts';
import { sortedPage } from './sorted-page.ts';

/** What incidents are looked at with: the present, and the titles of rules in a language. */
export interface Sight {
  readonly now: Instant;
  readonly titleOf: (rule: string) => string | undefined;
}

/** The incidents that a filter finds, in the order that is asked for; throws ProblemError for a filter without sense. */
export function selectIncidents(
  index: IncidentIndex,
  { filter, sort, order }: IncidentSelection,
  sight: Sight,
): readonly IndexedIncident[] {
  return filtered(index, filter, sight).sort(comparatorOf(sort, order, sight.now, sight.titleOf));
}

/** Those of `selectIncidents` from `offset`, at most `limit`, and how many there are. */
export function selectPage(
  index: IncidentIndex,
  selection: IncidentSelection & { readonly offset: number; readonly limit: number },
  sight: Sight,
): { readonly page: readonly IndexedIncident[]; readonly count: number } {
  const { filter, sort, order, offset, limit } = selection;
  const found = filtered(index, filter, sight);
  const compare = comparatorOf(sort, order, sight.now, sight.titleOf);
  return { page: sortedPage(found, compare, offset, offset + limit), count: found.length };
}

function filtered(index: IncidentIndex, filter: IncidentFilter, { now, titleOf }: Sight): IndexedIncident[] {
  const all = [...index.all()];
  return filter.tokens.length === 0 ? all : all.filter(compileFilter(filter, now, titleOf));
}
