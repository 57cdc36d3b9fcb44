import { styleText } from 'node:util';
import type { Evidence } from '../core/correlation/evidence.ts';
import type { Incident, IncidentSignal } from '../core/correlation/incident.ts';
import type { SeverityLabel } from '../core/finding/finding.ts';
import { harmlessText } from '../core/harmless-text.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import type { Rule } from '../core/rule/rule.ts';
import { cutToWidth, displayWidth, padToWidth, wrapToWidth } from './display-width.ts';
import { FORCED } from './messages.ts';
import { SEVERITY_COLORS } from './severity-colors.ts';
import { GAP_WIDTH, toTableRow } from './table-row.ts';

/** Incidents as rows for people, each followed by lines that say why; rows can be written as they are read. */
export interface IncidentTable {
  readonly header: string;
  row(incident: Incident): string;
}

/** What a table has to fit. */
export interface TableSize {
  readonly columns: number;
  readonly isColored: boolean;
  /** The rules, so that columns are as wide as they need be. */
  readonly rules: readonly Pick<Rule, 'id' | 'severity'>[];
}

const SEVERITY_WIDTH_MIN = 'SEVERITY'.length;
const STATUS_WIDTH = 'resolved'.length;
const SINCE_WIDTH = '2026-01-02 03:04'.length;
const NAME_WIDTH_MAX = 28;
const TITLES_SHOWN = 3;
const TITLE_LENGTH_MAX = 256;
const ENTITY_LENGTH_MAX = 2048;

/** Lays out a table that fits `columns`: what is longer goes on in the next line, titles are cut. */
export function createIncidentTable(size: TableSize): IncidentTable {
  const severityWidth = Math.max(SEVERITY_WIDTH_MIN, ...size.rules.map(({ severity }) => severity.length));
  const room = size.columns - severityWidth - STATUS_WIDTH - SINCE_WIDTH - 4 * GAP_WIDTH;
  const longestId = Math.max(4, ...size.rules.map(({ id }) => id.length));
  const ruleWidth = Math.max(4, Math.min(longestId, Math.floor(room * 0.45)));
  const widths = [severityWidth, STATUS_WIDTH, SINCE_WIDTH, ruleWidth, Math.max(6, room - ruleWidth)];
  return {
    header: toTableRow(['SEVERITY', 'STATUS', 'SINCE (UTC)', 'RULE', 'ENTITY'], widths),
    row: (incident) => {
      const cells = cellsOf(incident);
      const row = toTableRow(cells, widths);
      return `${size.isColored ? colored(row, incident.severity) : row}${whyLines(incident, size.columns)}`;
    },
  };
}

function cellsOf({ severity, status, openedAt, rule, entity }: Incident): readonly string[] {
  return [severity, status, toMinuteText(openedAt), rule.id, harmlessText(entity.key, ENTITY_LENGTH_MAX)];
}

/** `2026-01-02 03:04`, UTC. */
function toMinuteText(instant: Instant): string {
  return formatInstant(instant).slice(0, 16).replace('T', ' ');
}

/** The severity stands at the beginning of the row. */
function colored(row: string, severity: SeverityLabel): string {
  return styleText([...SEVERITY_COLORS[severity]], severity, FORCED) + row.slice(severity.length);
}

const WHY = '  why  ';

function whyLines(incident: Incident, columns: number): string {
  const shown = Object.entries(incident.signals).filter(([, { count }]) => count > 0);
  const names = shown.map(([name, signal]) => {
    return `${cutToWidth(name, NAME_WIDTH_MAX)} ${signal.count}/${signal.required}`;
  });
  const nameWidth = Math.max(0, ...names.map(displayWidth));
  let text = '';
  for (const [index, [, signal]] of shown.entries()) {
    const start = index === 0 ? WHY : ' '.repeat(WHY.length);
    const line = `${start}${padToWidth(names[index] ?? '', nameWidth + GAP_WIDTH)}${titlesOf(signal)}`;
    text += `${cutToWidth(line, columns)}\n`;
  }
  return text + resolutionLine(incident, columns);
}

function titlesOf({ findings }: IncidentSignal): string {
  const titles = [...new Set(findings.map(titleOf))];
  const more = titles.length > TITLES_SHOWN ? '; …' : '';
  return titles.slice(0, TITLES_SHOWN).join('; ') + more;
}

function titleOf({ title, finding }: Evidence): string {
  return harmlessText(title.trim() === '' ? finding.id : title.trim(), TITLE_LENGTH_MAX);
}

function resolutionLine({ resolution }: Incident, columns: number): string {
  if (resolution === undefined) return '';
  const text = `${toMinuteText(resolution.at)}: ${harmlessText(resolution.reason, ENTITY_LENGTH_MAX)}`;
  const [first = '', ...others] = wrapToWidth(`resolved ${text}`, columns - 2);
  return [first, ...others].map((line) => `  ${line}\n`).join('');
}
