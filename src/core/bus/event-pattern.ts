import type { Json, JsonObject } from '../json.ts';
import type { BusClause, BusMember } from './bus-clause.ts';

/** An event pattern may have this many characters (EventBridge quotas, "Event pattern size", adjustable). */
export const PATTERN_CHARACTERS_MAX = 2048;

/**
 * The EventBridge pattern for findings of Security Hub that satisfy one of the clauses; for all of them where a clause
 * has no member or there is none. An `Imported` event holds one finding, in a list (Security Hub user guide,
 * securityhub-cwe-event-formats); `$or` stands inside it, so that each clause is about one finding.
 */
export function toFindingsPattern(clauses: readonly BusClause[]): JsonObject {
  const [only, ...others] = clauses.map(toMembers);
  const detail =
    only === undefined || clauses.some(({ size }) => size === 0)
      ? {}
      : { detail: { findings: others.length === 0 ? only : { $or: [only, ...others] } } };
  return { source: ['aws.securityhub'], 'detail-type': ['Security Hub Findings - Imported'], ...detail };
}

function toMembers(clause: BusClause): JsonObject {
  const members: { [name: string]: Json } = {};
  for (const [member, matchers] of clause) Object.assign(members, toMember(member, matchers));
  return members;
}

function toMember(member: BusMember, matchers: readonly Json[]): JsonObject {
  const [name = '', inner] = member.split('.', 2);
  return { [name]: inner === undefined ? matchers : { [inner]: matchers } };
}

/** Characters of an event pattern as it is sent. */
export function patternCharacters(pattern: JsonObject): number {
  return JSON.stringify(pattern).length;
}
