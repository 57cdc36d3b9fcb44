// The rules' signals become clauses (`core/bus`), one for each way in which a signal can hold; one more lets in what
// tells of relations. Clauses that differ in one member are one with both lists; what another clause lets in anyway is
// dropped; what is too long for a pattern is split; and what is left is packed into as few patterns as hold it,
// because a finding that two EventBridge rules let in is delivered twice.

import { BUS_MEMBERS, type BusClause } from '../../core/bus/bus-clause.ts';
import { OPEN_CLAUSE, toBusClauses } from '../../core/bus/bus-clauses.ts';
import { toFindingsPattern } from '../../core/bus/event-pattern.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { mergeClauses } from './merge-clauses.ts';
import { packClauses } from './pack-clauses.ts';
import { toRelationClauses } from './relation-clauses.ts';
import { splitClause } from './split-clause.ts';

/**
 * No more patterns than this are made, however many rules there are: a bus takes 300 rules, in some Regions 100
 * (EventBridge quotas, "Rules"), and they are not ours alone.
 */
export const PATTERNS_MAX = 50;

/**
 * The patterns that let in every version, withdrawn ones too, of every finding of Security Hub of which some version
 * passes a signal of these rules or states a relation that one of them follows (what `toRelationClauses` leaves out
 * excepted); drafts are the caller's to leave out. Each has at most 2,048 characters and no wildcard, and there are at
 * most PATTERNS_MAX. The same rules in another order give the same patterns.
 */
export function toEventPatterns(rules: readonly Rule[]): readonly JsonObject[] {
  const patterns = rules.flatMap(({ signals }) => signals.flatMap(({ match }) => match));
  const clauses = [...patterns.flatMap(toBusClauses), ...toRelationClauses(rules)];
  return toFewClauseSets(clauses).map(toFindingsPattern);
}

/** The clauses of each pattern; where these would be too many, their least telling members are given up in turn. */
function toFewClauseSets(clauses: readonly BusClause[]): readonly (readonly BusClause[])[] {
  let kept = clauses;
  for (const member of [undefined, ...BUS_MEMBERS.toReversed()]) {
    if (member !== undefined) kept = kept.map((clause) => withoutMember(clause, member));
    const sets = packClauses(mergeClauses(kept).flatMap(splitClause));
    if (sets.length <= PATTERNS_MAX) return sets;
  }
  return [[OPEN_CLAUSE]];
}

function withoutMember(clause: BusClause, member: (typeof BUS_MEMBERS)[number]): BusClause {
  return clause.size < 2 ? clause : new Map([...clause].filter(([name]) => name !== member));
}
