import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import { compileFilter } from '../incident-index/compile-filter.ts';
import { comparatorOf } from '../incident-index/sort-incidents.ts';
import { titlesIn } from '../rule-titles.ts';
import { toIncidentRow } from '../to-incident-row.ts';

/** A page of the incidents that a filter finds. */
export function listIncidents({ index, rules, now }: ApiOptions): Answer<'incidents'> {
  return ({ query: { filter, sort, order, offset, limit }, language }) => {
    const at = now();
    const titleOf = titlesIn(rules, language);
    const isFound = compileFilter(filter, at, titleOf);
    const found = [...index.all()].filter(isFound).sort(comparatorOf(sort, order, at, titleOf));
    return {
      incidents: found.slice(offset, offset + limit).map((incident) => toIncidentRow(incident, at, titleOf)),
      count: found.length,
      total: index.size,
    };
  };
}
