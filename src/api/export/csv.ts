import { harmlessText } from '../../core/harmless-text.ts';

/** Marks a file as UTF-8: spreadsheets take it for something else without, and break every Japanese title. */
export const CSV_HEAD = '\uFEFF';

/** No text of an incident that makes sense is longer than a spreadsheet's cell. */
const CELL_LENGTH_MAX = 32_000;

/**
 * One row of CSV (RFC 4180) with its line break. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe, which makes a text of it (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function toCsvRow(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Also where spaces stand before it, and as full-width characters, which some spreadsheets take for the same. */
const BEGINS_FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function toCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = harmlessText(value, CELL_LENGTH_MAX);
  const safe = BEGINS_FORMULA.test(value) || BEGINS_FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
