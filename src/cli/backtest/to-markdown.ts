import { harmlessText } from '../../core/harmless-text.ts';
import { toCode, toCodeCell, toMarkdownText } from '../markdown-text.ts';
import { type BacktestReport, toHistoryText } from './backtest-report.ts';
import type { Comparison } from './compare-backtests.ts';
import { type Days, toDaysText, totalOf } from './days.ts';
import type { ExpectationResult } from './expectations.ts';
import type { BacktestIncident } from './run-backtest.ts';

/** So long may a table be: a comment on a pull request holds 65,536 characters (GitHub), and there are three tables. */
const TABLE_LENGTH_MAX = 18_000;

/** So much is shown of what others have named. */
const NAME_LENGTH_MAX = 512;

/** The report as Markdown that GitHub and GitLab show with its chart, for a comment on a change of rules. */
export function toReportMarkdown(report: BacktestReport): string {
  const { rows, days, expectations, comparison } = report;
  const found = rows.filter(({ incidents }) => incidents > 0);
  const parts = [
    '# Backtest\n',
    `${toHistoryText(report)}\n`,
    ...(expectations.length > 0
      ? [
          '## Expectations\n',
          table(
            ['', 'rule', 'expected', 'found'],
            unmetFirst(expectations).map(({ isMet, rule, expected, found: count }) => [
              isMet ? '✅' : '❌',
              toCodeCell(rule),
              expected,
              String(count),
            ]),
          ),
        ]
      : []),
    ...(comparison === undefined ? [] : comparisonParts(comparison)),
    '## Incidents by rule\n',
    found.length === 0
      ? 'None.\n'
      : table(
          ['rule', 'severity', 'incidents', 'open', 'resolved', 'opened'],
          found.map(({ rule, severity, incidents, open, resolved, openings }) => [
            ...[toCodeCell(rule), severity],
            ...[incidents, open, resolved, openings].map(String),
          ]),
        ),
    ...(days.length > 0 ? ['## Incidents opened a day\n', chart(days)] : []),
  ];
  return parts.join('\n');
}

/** What is not met must be told, also where not all is. */
function unmetFirst(expectations: readonly ExpectationResult[]): readonly ExpectationResult[] {
  return expectations.toSorted((a, b) => Number(a.isMet) - Number(b.isMet));
}

function comparisonParts({ against, added, removed, changed, sameCount }: Comparison): readonly string[] {
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed, ${sameCount} the same.\n`;
  const rows = [
    ...added.map((incident) => ['added', ...cellsOf(incident), '']),
    ...removed.map((incident) => ['removed', ...cellsOf(incident), '']),
    ...changed.map(({ after, differences }) => [
      'changed',
      ...cellsOf(after),
      toMarkdownText(short(differences.join('; '))),
    ]),
  ];
  return [
    `## Against ${toCode(short(against))}\n`,
    counts,
    ...(rows.length > 0 ? [table(['', 'severity', 'rule', 'entity', ''], rows)] : []),
  ];
}

function cellsOf({ severity, rule, entity }: BacktestIncident): readonly string[] {
  return [severity, toCodeCell(rule), toCodeCell(short(entity))];
}

/** Bars of Mermaid, which GitHub and GitLab draw. */
function chart(days: readonly Days[]): string {
  const totals = days.map(({ counts }) => totalOf(counts));
  const labels = days.map(({ first, last }) => `"${toDaysText(first, last)}"`);
  const most = totals.reduce((a, b) => Math.max(a, b), 1);
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${labels.join(', ')}]`,
    `  y-axis "incidents" 0 --> ${most}`,
    `  bar [${totals.join(', ')}]`,
    '```\n',
  ].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const told: string[] = [];
  let length = 0;
  for (const text of rows.map(line)) {
    length += text.length;
    if (length > TABLE_LENGTH_MAX) break;
    told.push(text);
  }
  const untold = rows.length - told.length;
  const rest = untold === 0 ? [] : [`\nAnd ${untold} more.\n`];
  return [line(header), line(header.map(() => '---')), ...told, ...rest].join('');
}

function short(text: string): string {
  return harmlessText(text, NAME_LENGTH_MAX);
}
