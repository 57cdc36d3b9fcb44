import type { Instant } from '../../core/instant.ts';
import type { IncidentSelection } from '../contract/incidents.ts';
import { compileFilter } from './compile-filter.ts';
import type { IncidentIndex, IndexedIncident } from './incident-index.ts';
import { comparatorOf } from './sort-incidents.ts';

/** The incidents that a filter finds, in the order that is asked for; throws ProblemError for a filter without sense. */
export function selectIncidents(
  index: IncidentIndex,
  { filter, sort, order }: IncidentSelection,
  now: Instant,
  titleOf: (rule: string) => string | undefined,
): readonly IndexedIncident[] {
  const isFound = compileFilter(filter, now, titleOf);
  return [...index.all()].filter(isFound).sort(comparatorOf(sort, order, now, titleOf));
}
