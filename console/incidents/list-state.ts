import type { IncidentFilter, SortColumn } from '../../src/api/contract/incidents.ts';

/** What of the list is shown: all of it stands in the address of the page. */
export interface ListState {
  readonly filter: IncidentFilter;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
  /** The first page is 1. */
  readonly page: number;
  /** Incidents on a page; absent where it is as the preferences have it. */
  readonly size?: number | undefined;
}

/** How many incidents a page may have. */
export const PAGE_SIZES = [20, 50, 100, 200] as const;

/** The last page that an address can name; the server counts no further. */
export const PAGE_MAX = 50_000;

/** Incidents that are open. */
export const OPEN_FILTER: IncidentFilter = {
  operation: 'and',
  tokens: [{ property: 'status', operator: '=', value: 'open' }],
};

/** What is shown where the address says nothing: open incidents, the most urgent first. */
export const DEFAULT_STATE: ListState = { filter: OPEN_FILTER, sort: 'urgency', order: 'asc', page: 1 };
