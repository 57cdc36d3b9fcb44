import type { Backtest, BacktestIncident } from '../../../src/cli/backtest/run-backtest.ts';

/** An open incident of a rule, as a backtest lists it. */
export function makeBacktestIncident(overrides: Partial<BacktestIncident> = {}): BacktestIncident {
  return {
    id: 'incident',
    rule: 'a-rule',
    severity: 'HIGH',
    title: 'A rule',
    entity: 'arn:aws:s3:::bucket',
    status: 'open',
    openedAt: '2026-03-01T10:00:00.000Z',
    counts: { one: 1 },
    ...overrides,
  };
}

/** What these rules and incidents are in a backtest of one finding. */
export function makeBacktest(overrides: Partial<Backtest> = {}): Backtest {
  return {
    rules: [],
    counts: { received: 1, matched: 1, ignored: 0, duplicate: 0, stale: 0, quarantined: 0, context: 0 },
    incidents: [],
    openings: [],
    ...overrides,
  };
}
