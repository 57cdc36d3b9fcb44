import { BUS_MEMBERS, type BusClause, type BusMember } from '../../core/bus/bus-clause.ts';
import { compareText } from '../../core/compare-text.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import { compileMatchers, type ValueTest } from '../../core/pattern/compile-matchers.ts';
import { parseIpAddress } from '../../core/pattern/ip-address.ts';
import { parseMatcher } from '../../core/pattern/parse-matcher.ts';

/**
 * Fewer clauses that let in exactly what these do: two that differ in one member become one with both lists, and one
 * that lets in nothing that another does not is dropped. The result does not depend on the order.
 */
export function mergeClauses(clauses: readonly BusClause[]): readonly BusClause[] {
  const ordered = clauses.map(inOrder).map((clause) => [textOf(clause), clause] as const);
  let merged = withoutCovered([...new Map(ordered).values()], 'by fewer members');
  for (;;) {
    const { length } = merged;
    for (const member of BUS_MEMBERS) merged = mergeOn(member, merged);
    merged = withoutCovered(merged);
    if (merged.length >= length) return merged;
  }
}

function inOrder(clause: BusClause): BusClause {
  const members = BUS_MEMBERS.flatMap((member) => {
    const matchers = clause.get(member);
    return matchers === undefined ? [] : [[member, tidy(matchers)] as const];
  });
  return new Map(members);
}

function mergeOn(member: BusMember, clauses: readonly BusClause[]): readonly BusClause[] {
  const groups = Map.groupBy(clauses, (clause) => textOf(clause, member));
  return [...groups.values()].map((group) => mergeGroup(member, group)).sort(byText);
}

function mergeGroup(member: BusMember, group: readonly BusClause[]): BusClause {
  const [first = new Map()] = group;
  if (group.length < 2) return first;
  return inOrder(
    new Map(first).set(
      member,
      group.flatMap((clause) => clause.get(member) ?? []),
    ),
  );
}

/** The clause as text, with a mark in place of the matchers of `except`. */
function textOf(clause: BusClause, except?: BusMember): string {
  return JSON.stringify([...clause].map(([member, list]) => [member, member === except ? 0 : list]));
}

function byText(a: BusClause, b: BusClause): number {
  return compareText(textOf(a), textOf(b));
}

/** The matchers in order, each once, without the texts that another of them lets in anyway. */
function tidy(matchers: readonly Json[]): readonly Json[] {
  const byJson = new Map(matchers.map((matcher) => [JSON.stringify(matcher), matcher]));
  const distinct = [...byJson].sort(([a], [b]) => compareText(a, b)).map(([, matcher]) => matcher);
  const operators = testOf(distinct.filter(isJsonObject));
  return distinct.filter((matcher) => {
    const text = plainText(matcher);
    return text === undefined || !operators(text);
  });
}

/** Before they are merged there may be thousands of clauses, of which those about the same members merge anyway. */
type Covering = 'by any' | 'by fewer members';

function withoutCovered(clauses: readonly BusClause[], covering: Covering = 'by any'): readonly BusClause[] {
  const isDropped = (one: Cover, other: Cover): boolean =>
    (covering === 'by any' || other.members.size < one.members.size) && isCovered(one, other);
  let kept: Cover[] = [];
  for (const cover of clauses.map(coverOf)) {
    if (kept.some((other) => isDropped(cover, other))) continue;
    kept = kept.filter((other) => !isDropped(other, cover));
    kept.push(cover);
  }
  return kept.map(({ clause }) => clause);
}

interface Cover {
  readonly clause: BusClause;
  readonly members: ReadonlyMap<BusMember, MemberCover>;
}

interface MemberCover {
  /** The matchers as JSON, and as the text that they let in where that is all they do. */
  readonly matchers: ReadonlyMap<string, string | undefined>;
  readonly test: ValueTest;
}

function coverOf(clause: BusClause): Cover {
  const members = [...clause].map(([member, matchers]) => {
    const byJson = matchers.map((matcher) => [JSON.stringify(matcher), plainText(matcher)] as const);
    return [member, { matchers: new Map(byJson), test: testOf(matchers) }] as const;
  });
  return { clause, members: new Map(members) };
}

/** Whether what satisfies the one satisfies the other; false may be said of some that are hard to tell. */
function isCovered(one: Cover, other: Cover): boolean {
  for (const [member, { matchers, test }] of other.members) {
    const own = one.members.get(member)?.matchers;
    if (own === undefined) return false;
    for (const [json, text] of own)
      if (!matchers.has(json) && (text === undefined || !test(text))) return false;
  }
  return true;
}

function testOf(matchers: readonly Json[]): ValueTest {
  const parsed = matchers.map((matcher) => parseMatcher(matcher, []));
  return compileMatchers(parsed.filter((matcher) => 'kind' in matcher)).test;
}

/** The text that a matcher lets in where that is all it does: an IP address is let in in every spelling. */
function plainText(matcher: Json): string | undefined {
  return typeof matcher === 'string' && parseIpAddress(matcher) === undefined ? matcher : undefined;
}
