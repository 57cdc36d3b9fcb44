import { styleText } from 'node:util';
import type { Incident } from '../core/correlation/incident.ts';
import { harmlessText } from '../core/harmless-text.ts';
import { formatInstant } from '../core/instant.ts';
import { FORCED } from './messages.ts';
import { SEVERITY_COLORS } from './severity-colors.ts';
import { GAP_WIDTH, toTableRow } from './table-row.ts';

const ID_LENGTH_MIN = 8;
const ENTITY_WIDTH_MIN = 20;
const ENTITY_LENGTH_MAX = 2048;
const RULE_LENGTH_MAX = 64;

/** Incidents as a table with a row for each; ids are as short as they can be and still name one of them. */
export function toIncidentList(incidents: readonly Incident[], columns: number, isColored: boolean): string {
  const idLength = shortestLength(incidents.map(({ id }) => id));
  const rows = incidents.map((incident) => cellsOf(incident, idLength));
  const header = ['ID', 'SEVERITY', 'STATUS', 'UPDATED (UTC)', 'RULE', 'ENTITY'];
  const widths = header.map((cell, column) => {
    return rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), cell.length);
  });
  const room = columns - widths.slice(0, -1).reduce((sum, width) => sum + width + GAP_WIDTH, 0);
  widths[widths.length - 1] = Math.max(ENTITY_WIDTH_MIN, room);
  const lines = rows.map((row, index) => {
    const line = toTableRow(row, widths);
    const severity = incidents[index]?.severity;
    if (!isColored || severity === undefined) return line;
    const start = idLength + GAP_WIDTH;
    const styled = styleText([...SEVERITY_COLORS[severity]], severity, FORCED);
    return line.slice(0, start) + styled + line.slice(start + severity.length);
  });
  return toTableRow(header, widths) + lines.join('');
}

function cellsOf(
  { id, severity, status, updatedAt, rule, entity }: Incident,
  idLength: number,
): readonly string[] {
  return [
    harmlessText(id.slice(0, idLength)),
    severity,
    status,
    formatInstant(updatedAt).slice(0, 16).replace('T', ' '),
    harmlessText(rule.id, RULE_LENGTH_MAX),
    harmlessText(entity.key, ENTITY_LENGTH_MAX),
  ];
}

/** So many characters tell these ids apart. */
function shortestLength(ids: readonly string[]): number {
  let length = ID_LENGTH_MIN;
  const sorted = [...ids].sort();
  for (const [index, id] of sorted.slice(1).entries()) {
    while (id.slice(0, length) === sorted[index]?.slice(0, length) && length < id.length) length += 1;
  }
  return length;
}
