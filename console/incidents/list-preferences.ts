import { PAGE_SIZES } from './list-state.ts';

/** The columns of the list, in the order in which they stand at first. */
export const COLUMNS = [
  'severity',
  'title',
  'entity',
  'account',
  'openedAt',
  'handling',
  'assignee',
  'status',
  'region',
  'signals',
  'updatedAt',
  'evidence',
  'rule',
  'lastObservedAt',
  'id',
] as const;

/** One of these columns. */
export type ColumnId = (typeof COLUMNS)[number];

/** How somebody wants the list; kept in the browser. */
export interface ListPreferences {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly stripedRows: boolean;
  readonly contentDensity: 'comfortable' | 'compact';
  /** Every column once. */
  readonly contentDisplay: readonly { readonly id: ColumnId; readonly visible: boolean }[];
}

const HIDDEN_AT_FIRST: ReadonlySet<ColumnId> = new Set(['evidence', 'rule', 'lastObservedAt', 'id']);

/** How the list looks where nobody has chosen. */
export const DEFAULT_LIST_PREFERENCES: ListPreferences = {
  pageSize: 50,
  wrapLines: true,
  stripedRows: false,
  contentDensity: 'comfortable',
  contentDisplay: COLUMNS.map((id) => ({ id, visible: !HIDDEN_AT_FIRST.has(id) })),
};

/** The preferences that are kept as JSON; whatever we do not know is as at first, and a column that is new comes last. */
export function parseListPreferences(kept: unknown): ListPreferences {
  const members: Partial<Record<keyof ListPreferences, unknown>> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const { wrapLines, stripedRows, contentDensity } = members;
  return {
    pageSize: PAGE_SIZES.find((size) => size === members.pageSize) ?? DEFAULT_LIST_PREFERENCES.pageSize,
    wrapLines: typeof wrapLines === 'boolean' ? wrapLines : DEFAULT_LIST_PREFERENCES.wrapLines,
    stripedRows: stripedRows === true,
    contentDensity: contentDensity === 'compact' ? 'compact' : 'comfortable',
    contentDisplay: parseColumns(members.contentDisplay),
  };
}

function parseColumns(kept: unknown): ListPreferences['contentDisplay'] {
  const known = new Map<ColumnId, boolean>();
  for (const column of Array.isArray(kept) ? kept : []) {
    const id = COLUMNS.find((each) => each === column?.id);
    if (id !== undefined) known.set(id, column.visible === true);
  }
  // The title leads to the incident: without it a row is a dead end.
  const read = [...known].map(([id, visible]) => ({ id, visible: visible || id === 'title' }));
  const missing = DEFAULT_LIST_PREFERENCES.contentDisplay.filter(({ id }) => !known.has(id));
  return [...read, ...missing];
}
