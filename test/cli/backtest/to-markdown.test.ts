import { expect, it } from 'vitest';
import type { BacktestReport } from '../../../src/cli/backtest/backtest-report.ts';
import type { BacktestIncident } from '../../../src/cli/backtest/run-backtest.ts';
import { toReportMarkdown } from '../../../src/cli/backtest/to-markdown.ts';

const MANY = 2000;

const incident = (number: number): BacktestIncident =>
  ({
    severity: 'HIGH',
    rule: `rule-${number}`,
    entity: `arn:aws:s3:::${'b'.repeat(400)}`,
  }) as BacktestIncident;

function reportOf(count: number): BacktestReport {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return {
    backtest: { counts: { received: 1 }, incidents: [], rules: [] },
    rows: numbers.map((number) => ({
      ...{ rule: `rule-${number}`, severity: 'HIGH', incidents: 1, open: 1, resolved: 0, openings: 1 },
    })),
    days: [],
    expectations: numbers.map((number) => ({
      ...{ rule: `rule-${number}`, isMet: number < count - 1, expected: 'exactly 1', found: 1 },
    })),
    comparison: {
      against: 'main',
      added: numbers.map(incident),
      removed: [],
      changed: [],
      sameCount: 0,
    },
  } as unknown as BacktestReport;
}

it('fits into a comment of GitHub however much there is to tell, and says what it left out', () => {
  const text = toReportMarkdown(reportOf(MANY));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('2000 added');
  expect(text.match(/❌ \| `rule-\d+`/g)).toEqual([`❌ | \`rule-${MANY - 1}\``]);
  const tables = text.split(/^## /m).slice(1, 4);
  for (const table of tables) {
    const rows = table.match(/^\|.*`rule-\d+`/gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(20);
    expect(table).toContain(`\n\nAnd ${MANY - rows} more.\n`);
  }
  expect(toReportMarkdown(reportOf(20))).not.toContain('more.');
});
