import type { IncidentFilter } from '../../src/api/contract/incidents.ts';
import { isSameFilter } from './list-address.ts';
import { OPEN_FILTER } from './list-state.ts';

/** Filters that are a click away. */
export const QUICK_FILTERS = ['open', 'unhandled', 'mine', 'all'] as const;

/** One of them. */
export type QuickFilter = (typeof QUICK_FILTERS)[number];

/** The conditions behind a quick filter; `user` is who looks. */
export function quickFilter(name: QuickFilter, user: string): IncidentFilter {
  const ofOpen = (property: 'handling' | 'assignee', value: string): IncidentFilter => ({
    operation: 'and',
    tokens: [...OPEN_FILTER.tokens, { property, operator: '=', value }],
  });
  switch (name) {
    case 'open':
      return OPEN_FILTER;
    case 'unhandled':
      return ofOpen('handling', '');
    case 'mine':
      return ofOpen('assignee', user);
    case 'all':
      return { operation: 'and', tokens: [] };
  }
}

/** The quick filter that a filter is. */
export function quickFilterOf(filter: IncidentFilter, user: string): QuickFilter | undefined {
  return QUICK_FILTERS.find((name) => isSameFilter(filter, quickFilter(name, user)));
}
