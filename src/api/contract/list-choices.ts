// Apart from the schemas, so that the page does not carry these with it.

/** What incidents are filtered by. */
export const FILTER_PROPERTIES = [
  'status',
  'severity',
  'rule',
  'title',
  'entity',
  'type',
  'account',
  'region',
  'handling',
  'assignee',
  'evidence',
  'age',
  'openedAt',
  'updatedAt',
  'id',
] as const;

/** How a value is compared: as Cloudscape's property filter writes it; `:` holds the text, `^` begins with it. */
export const FILTER_OPERATORS = ['=', '!=', ':', '!:', '^', '!^', '<', '<=', '>', '>='] as const;

/** Columns that a list can be sorted by; `urgency` is open before resolved, severe before mild, new before old. */
export const SORT_COLUMNS = [
  'urgency',
  'severity',
  'status',
  'rule',
  'title',
  'entity',
  'account',
  'region',
  'evidence',
  'openedAt',
  'updatedAt',
  'handling',
  'assignee',
] as const;

/** Most incidents on a page. */
export const PAGE_LIMIT_MAX = 200;

/** Most conditions of a filter. */
export const TOKENS_MAX = 50;

/** Longest value of a condition, in UTF-16 units. */
export const VALUE_LENGTH_MAX = 2048;

/** The formats of an export. */
export const EXPORT_FORMATS = ['csv', 'ndjson', 'asff'] as const;
