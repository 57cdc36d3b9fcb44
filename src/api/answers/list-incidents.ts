import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import { selectPage } from '../incident-index/select-incidents.ts';
import { titlesIn } from '../rule-titles.ts';
import { toIncidentRow } from '../to-incident-row.ts';

/** A page of the incidents that a filter finds. */
export function listIncidents({ index, rules, now }: ApiOptions): Answer<'incidents'> {
  return ({ query, language }) => {
    const at = now();
    const titleOf = titlesIn(rules, language);
    const { page, count } = selectPage(index, query, { now: at, titleOf });
    return {
      incidents: page.map((incident) => toIncidentRow(incident, at, titleOf)),
      count,
      total: index.size,
    };
  };
}
