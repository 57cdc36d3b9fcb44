import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import { selectIncidents } from '../incident-index/select-incidents.ts';
import { titlesIn } from '../rule-titles.ts';
import { toIncidentRow } from '../to-incident-row.ts';

/** A page of the incidents that a filter finds. */
export function listIncidents({ index, rules, now }: ApiOptions): Answer<'incidents'> {
  return ({ query: { offset, limit, ...selection }, language }) => {
    const at = now();
    const titleOf = titlesIn(rules, language);
    const found = selectIncidents(index, selection, at, titleOf);
    return {
      incidents: found.slice(offset, offset + limit).map((incident) => toIncidentRow(incident, at, titleOf)),
      count: found.length,
      total: index.size,
    };
  };
}
