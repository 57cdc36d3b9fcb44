import type { Rule } from '../core/rule/rule.ts';
import { type FilterCost, filterCost } from '../format/event-filter/filter-cost.ts';
import { toCounted } from './progress.ts';

/** What it would cost in EventBridge to let in what rules need. */
export interface FilterReport {
  /** For people. */
  readonly lines: readonly string[];
  /** How many patterns each rule takes by itself; drafts, which are not deployed, are not in it. */
  readonly patternCounts: ReadonlyMap<Rule, number>;
}

/** So many of the rules that need most are named. */
const NAMED_MAX = 3;

/** The filter of all rules that run, and the rules that need most of it by themselves. */
export function filterReport(rules: readonly Rule[]): FilterReport {
  const running = rules.filter(({ status }) => status !== 'draft');
  if (running.length === 0) return { lines: [], patternCounts: new Map() };
  const costs = running.map((rule) => ({ rule, cost: filterCost([rule]) }));
  return {
    lines: [
      ...linesOf(filterCost(running)),
      ...(running.length === 1 ? [] : dearest(costs).map(({ rule, cost }) => lineOfRule(rule, cost))),
    ],
    patternCounts: new Map(costs.map(({ rule, cost }) => [rule, cost.patterns])),
  };
}

interface RuleCost {
  readonly rule: Rule;
  readonly cost: FilterCost;
}

function dearest(costs: readonly RuleCost[]): readonly RuleCost[] {
  return costs.toSorted((a, b) => b.cost.characters - a.cost.characters).slice(0, NAMED_MAX);
}

function linesOf(cost: FilterCost): readonly string[] {
  const { wholeProducts, wholeTypes } = cost;
  return [
    `filter in the account: ${sizeOf(cost)}`,
    ...(wholeProducts.length === 0 ? [] : [`  lets in every finding of ${listed(wholeProducts)}`]),
    ...(wholeTypes.length === 0 ? [] : [`  lets in every finding about ${listed(wholeTypes)}`]),
  ];
}

/** So many products or types are listed. */
const LISTED_MAX = 20;

function listed(names: readonly string[]): string {
  const rest = names.length - LISTED_MAX;
  return names.slice(0, LISTED_MAX).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function lineOfRule({ id }: Rule, cost: FilterCost): string {
  return `  ${id} alone: ${sizeOf(cost)}`;
}

function sizeOf({ patterns, characters }: FilterCost): string {
  return `${toCounted(patterns, 'EventBridge pattern')}, ${toCounted(characters, 'character')}`;
}
