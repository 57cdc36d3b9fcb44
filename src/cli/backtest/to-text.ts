import { harmlessText } from '../../core/harmless-text.ts';
import { toTableRow } from '../table-row.ts';
import type { BacktestReport, RuleRow } from './backtest-report.ts';
import type { Comparison } from './compare-backtests.ts';
import { type Days, toDaysText, totalOf } from './days.ts';
import type { ExpectationResult } from './expectations.ts';
import type { BacktestIncident } from './run-backtest.ts';

/** So many incidents of a kind are named; the other formats name all. */
const NAMED_MAX = 20;

/** The report as text for a terminal. */
export function toReportText(report: BacktestReport): string {
  const { rows, days, expectations, comparison } = report;
  const parts = [
    toRuleTable(rows.filter(({ incidents }) => incidents > 0)),
    ...(days.length > 0 ? [toChart(days)] : []),
    ...(expectations.length > 0 ? [toExpectationLines(expectations)] : []),
    ...(comparison === undefined ? [] : [toComparisonLines(comparison)]),
  ];
  return parts.join('\n');
}

function toRuleTable(rows: readonly RuleRow[]): string {
  if (rows.length === 0) return 'no rule led to an incident\n';
  const cells = rows.map(({ severity, rule, incidents, open, resolved, openings }) => [
    ...[severity, rule, String(incidents), String(open), String(resolved), String(openings)],
  ]);
  const header = ['SEVERITY', 'RULE', 'INCIDENTS', 'OPEN', 'RESOLVED', 'OPENED'];
  const widths = header.map((cell, column) =>
    Math.max(cell.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  return [header, ...cells].map((row) => toTableRow(row, widths)).join('');
}

const BAR_WIDTH = 40;

/** A bar for each day, as long as the busiest day allows. */
function toChart(days: readonly Days[]): string {
  const totals = days.map(({ counts }) => totalOf(counts));
  const most = totals.reduce((a, b) => Math.max(a, b), 1);
  const lines = days.map(({ first, last }, index) => {
    const total = totals[index] ?? 0;
    const bar = '█'.repeat(Math.ceil((total / most) * BAR_WIDTH));
    return `${toDaysText(first, last).padEnd(23)} ${bar}${total > 0 ? ` ${total}` : ''}\n`;
  });
  return `incidents opened a day (UTC)\n${lines.join('')}`;
}

function toExpectationLines(results: readonly ExpectationResult[]): string {
  return results
    .map(
      ({ rule, expected, found, isMet }) =>
        `${isMet ? 'ok  ' : 'FAIL'}  ${rule}: ${expected}, found ${found}\n`,
    )
    .join('');
}

function toComparisonLines({ against, added, removed, changed, sameCount }: Comparison): string {
  const lines = [
    `against ${harmlessText(against)}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ${sameCount} the same\n`,
    ...named('+', added),
    ...named('-', removed),
    ...changed
      .slice(0, NAMED_MAX)
      .map(({ after, differences }) => `${incidentLine('~', after)}    ${differences.join('; ')}\n`),
    ...untold(changed.length),
  ];
  return lines.join('');
}

function named(mark: string, incidents: readonly BacktestIncident[]): readonly string[] {
  return [
    ...incidents.slice(0, NAMED_MAX).map((incident) => incidentLine(mark, incident)),
    ...untold(incidents.length),
  ];
}

function incidentLine(mark: string, { severity, rule, entity, status }: BacktestIncident): string {
  return `  ${mark} ${severity} ${rule} on ${harmlessText(entity, 2048)} (${status})\n`;
}

function untold(count: number): readonly string[] {
  return count > NAMED_MAX ? [`    and ${count - NAMED_MAX} more\n`] : [];
}
