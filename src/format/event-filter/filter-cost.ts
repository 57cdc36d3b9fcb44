import type { BusClause } from '../../core/bus/bus-clause.ts';
import { toBusClauses } from '../../core/bus/bus-clauses.ts';
import { patternCharacters } from '../../core/bus/event-pattern.ts';
import { productAtEnd } from '../../core/finding/product-of.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toRelationClauses } from './relation-clauses.ts';
import { toEventPatterns } from './to-event-patterns.ts';

/** What the filter of rules takes of the quotas of EventBridge, and what it lets in without looking further. */
export interface FilterCost {
  /** Rules of a bus: one for each pattern. */
  readonly patterns: number;
  /** Of all patterns together. */
  readonly characters: number;
  /** Products of which every finding is let in, in alphabetical order. */
  readonly wholeProducts: readonly string[];
  /** ASFF types of resources about which every finding is let in, since it may tell a relation. */
  readonly wholeTypes: readonly string[];
}

/** What it takes to let in what these rules need; drafts are the caller's to leave out. */
export function filterCost(rules: readonly Rule[]): FilterCost {
  const patterns = toEventPatterns(rules);
  const clauses = rules.flatMap(({ signals }) => signals.flatMap(({ match }) => match)).flatMap(toBusClauses);
  return {
    patterns: patterns.length,
    characters: patterns.reduce((sum, pattern) => sum + patternCharacters(pattern), 0),
    wholeProducts: [...new Set(clauses.flatMap(wholeProductsOf))].sort(),
    wholeTypes: toRelationClauses(rules)
      .flatMap((clause) => clause.get('Resources.Type') ?? [])
      .map(String)
      .sort(),
  };
}

function wholeProductsOf(clause: BusClause): readonly string[] {
  return clause.size === 1 ? (clause.get('ProductArn') ?? []).map(productName) : [];
}

function productName(matcher: Json): string {
  const end = isJsonObject(matcher) ? matcher.suffix : matcher;
  return (typeof end === 'string' ? productAtEnd(end) : undefined) ?? JSON.stringify(matcher);
}
