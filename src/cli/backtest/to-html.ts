import { harmlessText } from '../../core/harmless-text.ts';
import { type BacktestReport, toHistoryText } from './backtest-report.ts';
import { toBarChart } from './bar-chart.ts';
import type { Comparison } from './compare-backtests.ts';
import type { BacktestIncident } from './run-backtest.ts';

/** So many incidents of a kind are listed: a page that a browser opens at once. */
const LISTED_MAX = 1000;

/** The report as one HTML file that needs no network and runs no script. */
export function toReportHtml(report: BacktestReport): string {
  const { backtest, rows, days, expectations, comparison } = report;
  const body = [
    '<h1>Backtest</h1>',
    `<p>${toHistoryText(report)}</p>`,
    ...(days.length > 0 ? ['<h2>Incidents opened a day (UTC)</h2>', toBarChart(days)] : []),
    ...(expectations.length > 0
      ? [
          '<h2>Expectations</h2>',
          table(
            ['', 'Rule', 'Expected', 'Found'],
            expectations.map(({ isMet, rule, expected, found }) => [
              ...[isMet ? 'met' : 'NOT MET', rule, expected, String(found)],
            ]),
          ),
        ]
      : []),
    ...(comparison === undefined ? [] : comparisonParts(comparison)),
    '<h2>Rules</h2>',
    table(
      ['Rule', 'Severity', 'Incidents', 'Open', 'Resolved', 'Opened', 'Title'],
      rows.map(({ rule, severity, incidents, open, resolved, openings, title }) => [
        ...[rule, severity, String(incidents), String(open), String(resolved), String(openings), title],
      ]),
    ),
    '<h2>Incidents</h2>',
    incidentTable(backtest.incidents),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Backtest</title>
<style>${STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --axis: #888; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
svg { width: 100%; font-size: 11px; fill: currentColor; }
.axis { stroke: var(--axis); }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; overflow-wrap: anywhere; }
.severity-critical { fill: #a4133c; } .severity-high { fill: #e85d04; } .severity-medium { fill: #f0a202; }
.severity-low { fill: #3a86c8; } .severity-informational { fill: #8a8a8a; }
`;

function comparisonParts({ against, added, removed, changed, sameCount }: Comparison): readonly string[] {
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed, ${sameCount} the same.`;
  const rows = [
    ...added.map((incident) => ['added', ...cellsOf(incident), '']),
    ...removed.map((incident) => ['removed', ...cellsOf(incident), '']),
    ...changed.map(({ after, differences }) => ['changed', ...cellsOf(after), differences.join('; ')]),
  ];
  return [
    `<h2>Against ${toHtml(against)}</h2>`,
    `<p>${counts}</p>`,
    ...(rows.length > 0
      ? [table(['', ...INCIDENT_HEADER, 'What'], rows.slice(0, LISTED_MAX)), untold(rows.length)]
      : []),
  ];
}

const INCIDENT_HEADER = ['Severity', 'Rule', 'Entity', 'Status', 'Opened'] as const;

function incidentTable(incidents: readonly BacktestIncident[]): string {
  if (incidents.length === 0) return '<p>None.</p>';
  return `${table(INCIDENT_HEADER, incidents.slice(0, LISTED_MAX).map(cellsOf))}\n${untold(incidents.length)}`;
}

function cellsOf({ severity, rule, entity, status, openedAt }: BacktestIncident): readonly string[] {
  return [severity, rule, entity, status, openedAt];
}

function untold(count: number): string {
  return count > LISTED_MAX ? `<p>And ${count - LISTED_MAX} more.</p>` : '';
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${toHtml(cell)}</${tag}>`).join('')}</tr>`;
  return ['<table>', row(header, 'th'), ...rows.map((cells) => row(cells, 'td')), '</table>'].join('\n');
}

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of others: nothing in it is HTML. */
function toHtml(text: string): string {
  return harmlessText(text).replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character);
}
