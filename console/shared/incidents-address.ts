import type { FilterProperty, IncidentFilter } from '../../src/api/contract/incidents.ts';

/** The list of incidents in which each of the properties has the given value; an empty value is that of a row without one. */
export function incidentsAddress(values: Readonly<Partial<Record<FilterProperty, string>>>): string {
  const filter: IncidentFilter = {
    operation: 'and',
    tokens: (Object.entries(values) as [FilterProperty, string][]).map(([property, value]) => ({
      property,
      operator: '=',
      value,
    })),
  };
  return `/incidents?filter=${encodeURIComponent(JSON.stringify(filter))}`;
}
