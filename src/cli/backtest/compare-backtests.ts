import type { Backtest, BacktestIncident } from './run-backtest.ts';

/** An incident that is there with both sets of rules, but is not the same. */
export interface ChangedIncident {
  readonly before: BacktestIncident;
  readonly after: BacktestIncident;
  /** What differs, in words: `severity HIGH → CRITICAL`. */
  readonly differences: readonly string[];
}

/** What a change of rules does to the incidents of a history. */
export interface Comparison {
  /** What the incidents are compared with, as the user named it. */
  readonly against: string;
  readonly added: readonly BacktestIncident[];
  readonly removed: readonly BacktestIncident[];
  readonly changed: readonly ChangedIncident[];
  readonly sameCount: number;
}

/** What `after` adds to, takes from and changes in the incidents of `before`. */
export function compareBacktests(against: string, before: Backtest, after: Backtest): Comparison {
  const known = new Map(before.incidents.map((incident) => [incident.id, incident]));
  const added: BacktestIncident[] = [];
  const changed: ChangedIncident[] = [];
  let sameCount = 0;
  for (const incident of after.incidents) {
    const earlier = known.get(incident.id);
    known.delete(incident.id);
    const differences = earlier === undefined ? [] : differencesOf(earlier, incident);
    if (earlier === undefined) added.push(incident);
    else if (differences.length > 0) changed.push({ before: earlier, after: incident, differences });
    else sameCount += 1;
  }
  return { against, added, removed: [...known.values()], changed, sameCount };
}

function differencesOf(before: BacktestIncident, after: BacktestIncident): readonly string[] {
  const members = (['status', 'severity', 'openedAt'] as const).flatMap((name) =>
    before[name] === after[name] ? [] : [`${name} ${before[name]} → ${after[name]}`],
  );
  const signals = new Set([...Object.keys(before.counts), ...Object.keys(after.counts)]);
  const counts = [...signals].flatMap((name) => {
    const [one, other] = [before.counts[name], after.counts[name]];
    return one === other ? [] : [`${name} ${one ?? 'none'} → ${other ?? 'none'}`];
  });
  return [...members, ...counts];
}
