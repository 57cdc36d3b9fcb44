import { compareText } from '../../core/compare-text.ts';
import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { handlingAt } from '../../core/handling/handling.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { Overview } from '../contract/overview.ts';
import { type IndexedIncident, resolvedAtOf } from '../incident-index/incident-index.ts';
import { type Day, lastDays } from '../overview/last-days.ts';
import { ProblemError } from '../problem.ts';
import { titlesIn } from '../rule-titles.ts';

/** Where things stand. */
export function showOverview({ index, rules, now }: ApiOptions): Answer<'overview'> {
  return ({ query: { days: count, timeZone }, language }): Overview => {
    const at = now();
    const days = lastDays(at, count, timeZone);
    if (days === undefined) {
      throw new ProblemError(400, `\`${timeZone}\` is no time zone`, 'write an IANA name, as `Asia/Tokyo`');
    }
    const all = [...index.all()];
    const open = all.filter(({ status }) => status === 'open');
    return {
      open: open.length,
      resolved: all.length - open.length,
      unhandled: open.filter(({ handling }) => handlingAt(handling, at)?.state === undefined).length,
      openBySeverity: [...SEVERITY_LABELS].reverse().map((severity) => ({
        severity,
        count: open.filter((incident) => incident.severity === severity).length,
      })),
      openByRule: countByRule(open, titlesIn(rules, language)),
      perDay: countPerDay(all, days),
      timeToResolve: timesToResolve(all, days),
      accounts: countByAccount(open),
      openWithoutAccount: open.filter(({ entity }) => entity.account === undefined).length,
    };
  };
}

function countByRule(
  open: readonly IndexedIncident[],
  titleOf: (rule: string) => string | undefined,
): Overview['openByRule'] {
  return [...Map.groupBy(open, ({ rule }) => rule.id)]
    .map(([rule, incidents]) => ({
      rule,
      title: titleOf(rule) ?? incidents[0]?.title ?? rule,
      count: incidents.length,
    }))
    .sort((a, b) => b.count - a.count || compareText(a.rule, b.rule));
}

function countPerDay(all: readonly IndexedIncident[], days: readonly Day[]): Overview['perDay'] {
  const opened = days.map(() => 0);
  const resolved = days.map(() => 0);
  for (const incident of all) {
    addTo(opened, dayOf(incident.openedAt, days));
    addTo(resolved, dayOf(resolvedAtOf(incident), days));
  }
  return days.map(({ day }, index) => ({
    day,
    opened: opened[index] ?? 0,
    resolved: resolved[index] ?? 0,
  }));
}

function addTo(counts: number[], index: number): void {
  const count = counts[index];
  if (count !== undefined) counts[index] = count + 1;
}

/** The index of the day that an instant lies in; -1 for one before the first. What is still to come is today's. */
function dayOf(instant: number | undefined, days: readonly Day[]): number {
  if (instant === undefined) return -1;
  let low = -1;
  let high = days.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((days[middle]?.start ?? 0) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

function timesToResolve(all: readonly IndexedIncident[], days: readonly Day[]): Overview['timeToResolve'] {
  const times: number[] = [];
  for (const incident of all) {
    const at = resolvedAtOf(incident);
    if (at !== undefined && dayOf(at, days) >= 0) times.push(at - incident.openedAt);
  }
  times.sort((a, b) => a - b);
  const [medianMs, p90Ms] = [quantile(times, 0.5), quantile(times, 0.9)];
  return medianMs === undefined || p90Ms === undefined ? undefined : { count: times.length, medianMs, p90Ms };
}

/** The least of the sorted values that so great a share of them does not exceed. */
function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(sorted.length * share) - 1];
}

const ACCOUNTS_MAX = 10;

function countByAccount(open: readonly IndexedIncident[]): Overview['accounts'] {
  const accounts: { account: string; open: number; critical: number }[] = [];
  for (const [account, incidents] of Map.groupBy(open, ({ entity }) => entity.account)) {
    if (account === undefined) continue;
    const critical = incidents.filter(({ severity }) => severity === 'CRITICAL').length;
    accounts.push({ account, open: incidents.length, critical });
  }
  return accounts
    .sort((a, b) => b.open - a.open || b.critical - a.critical || compareText(a.account, b.account))
    .slice(0, ACCOUNTS_MAX);
}
