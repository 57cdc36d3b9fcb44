import type { Issue } from '../core/issue.ts';
import { lintFilterSize } from '../core/lint/lint-filter-size.ts';
import type { Rule } from '../core/rule/rule.ts';
import { type FilterCost, filterCost } from '../format/event-filter/filter-cost.ts';
import { toCounted } from './progress.ts';

/** What rules let into the account would cost in EventBridge: for people, and what is worth a warning. */
export interface FilterReport {
  readonly lines: readonly string[];
  /** What is said of a rule; paths lead into its file. */
  readonly issues: ReadonlyMap<Rule, readonly Issue[]>;
}

/** So many of the rules that need most are named. */
const NAMED_MAX = 3;

/** The filter of all rules that run, and the rules that need most of it by themselves. */
export function filterReport(rules: readonly Rule[]): FilterReport {
  const running = rules.filter(({ status }) => status !== 'draft');
  if (running.length === 0) return { lines: [], issues: new Map() };
  const costs = running.map((rule) => ({ rule, cost: filterCost([rule]) }));
  return {
    lines: [
      ...linesOf(filterCost(running)),
      ...(running.length === 1 ? [] : dearest(costs).map(({ rule, cost }) => lineOfRule(rule, cost))),
    ],
    issues: new Map(costs.map(({ rule, cost }) => [rule, lintFilterSize(cost.patterns)])),
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
