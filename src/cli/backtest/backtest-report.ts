import type { SeverityLabel } from '../../core/finding/finding.ts';
import type { JsonObject } from '../../core/json.ts';
import { toCounted, toCountText } from '../progress.ts';
import type { Comparison } from './compare-backtests.ts';
import { type Days, toDays } from './days.ts';
import type { ExpectationResult } from './expectations.ts';
import type { Backtest } from './run-backtest.ts';

/** What a backtest has to tell, in whatever form. */
export interface BacktestReport {
  readonly backtest: Backtest;
  readonly rows: readonly RuleRow[];
  readonly days: readonly Days[];
  /** Empty where nothing was expected. */
  readonly expectations: readonly ExpectationResult[];
  readonly comparison?: Comparison;
}

/** What a rule led to. */
export interface RuleRow {
  readonly rule: string;
  readonly severity: SeverityLabel;
  readonly title: string;
  readonly incidents: number;
  readonly open: number;
  readonly resolved: number;
  /** How often its incidents opened, opening again counted too. */
  readonly openings: number;
}

/** Gathers what is told of a backtest. */
export function createReport(
  backtest: Backtest,
  expectations: readonly ExpectationResult[],
  comparison: Comparison | undefined,
): BacktestReport {
  return {
    backtest,
    rows: toRows(backtest),
    days: toDays(backtest.openings),
    expectations,
    ...(comparison !== undefined && { comparison }),
  };
}

/** Rules that led to most come first; those that led to nothing last, by their ids. */
function toRows({ rules, incidents, openings }: Backtest): readonly RuleRow[] {
  const incidentsOf = Map.groupBy(incidents, ({ rule }) => rule);
  const openingsOf = Map.groupBy(openings, ({ rule }) => rule);
  return rules
    .map(({ id, severity, title }) => {
      const all = incidentsOf.get(id) ?? [];
      const open = all.filter(({ status }) => status === 'open').length;
      return {
        ...{ rule: id, severity, title, incidents: all.length, open, resolved: all.length - open },
        openings: openingsOf.get(id)?.length ?? 0,
      };
    })
    .sort((a, b) => b.incidents - a.incidents || (a.rule < b.rule ? -1 : 1));
}

/** What there was and what came of it, in a sentence. */
export function toHistoryText({ backtest: { counts, incidents }, rows }: BacktestReport): string {
  const found = rows.filter((row) => row.incidents > 0).length;
  const quarantined =
    counts.quarantined > 0 ? `, ${toCountText(counts.quarantined)} of them quarantined` : '';
  const from = `${toCounted(counts.received, 'finding')}${quarantined}`;
  return `${from}: ${toCounted(incidents.length, 'incident')} from ${toCountText(found)} of ${toCounted(rows.length, 'rule')}.`;
}

/** The report as JSON. */
export function toReportJson({ backtest, rows, days, expectations, comparison }: BacktestReport): JsonObject {
  return {
    counts: { ...backtest.counts },
    rules: rows.map((row) => ({ ...row })),
    days: days.map((bar) => ({ ...bar, counts: { ...bar.counts } })),
    incidents: backtest.incidents.map((incident) => ({ ...incident })),
    ...(expectations.length > 0 && { expectations: expectations.map((result) => ({ ...result })) }),
    ...(comparison !== undefined && { comparison: toComparisonJson(comparison) }),
  };
}

function toComparisonJson({ against, added, removed, changed, sameCount }: Comparison): JsonObject {
  return {
    against,
    added: added.map((incident) => ({ ...incident })),
    removed: removed.map((incident) => ({ ...incident })),
    changed: changed.map(({ before, after, differences }) => ({
      ...{ before: { ...before }, after: { ...after }, differences },
    })),
    sameCount,
  };
}
