import { expect, it } from 'vitest';
import { type BacktestReport, createReport } from '../../../src/cli/backtest/backtest-report.ts';
import { toReportMarkdown } from '../../../src/cli/backtest/to-markdown.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';
import { makeBacktest, makeBacktestIncident } from './make-backtest.ts';

const MANY = 2000;

/** A report of so many rules with an incident each, all of them new, of which the last was not expected. */
function reportOf(count: number): BacktestReport {
  const ids = Array.from({ length: count }, (_, number) => `rule-${number}`);
  const signals = [makeSignal('one', { Region: ['eu-west-1'] })];
  const rules = ids.map((id) => makeRule(signals, { id }));
  const entity = `arn:aws:s3:::${'b'.repeat(400)}`;
  const incidents = ids.map((rule) => makeBacktestIncident({ rule, entity }));
  const expectations = ids.map((rule, number) => ({
    ...{ rule, isMet: number < count - 1, expected: 'exactly 1', found: 1 },
  }));
  const comparison = { against: 'main', added: incidents, removed: [], changed: [], sameCount: 0 };
  return createReport(makeBacktest({ rules, incidents }), expectations, comparison);
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
