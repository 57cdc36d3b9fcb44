import type { Json, JsonObject } from '../json.ts';
import type { Finding } from './finding.ts';
import { normalizedIdentity } from './normalize-finding.ts';

/** Members that never change, by the member that holds them; `''` for those of the finding itself. */
const UNCHANGING_MEMBERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set(['ProductArn', 'GeneratorId', 'AwsAccountId', 'Region'])],
  ['Compliance', new Set(['SecurityControlId'])],
  ['Normalized', new Set(['Product', 'Control'])],
]);

/**
 * True for a path to a member that is the same in every version of a finding, or that follows from such members
 * (design 4.1).
 */
export function isUnchangingMember(path: readonly string[]): boolean {
  const [first, second, ...deeper] = path;
  if (first === undefined || deeper.length > 0) return false;
  if (second === undefined) return UNCHANGING_MEMBERS.get('')?.has(first) ?? false;
  return first !== '' && (UNCHANGING_MEMBERS.get(first)?.has(second) ?? false);
}

/**
 * The members that are the same in every version of a finding, `Normalized` among them: enough to say whether any
 * version could concern a rule, and much cheaper than the whole normalised finding.
 */
export function unchangingMembersOf(finding: Finding): JsonObject {
  const members: { [name: string]: Json } = { Normalized: normalizedIdentity(finding) };
  for (const name of OWN_MEMBERS) {
    const value = finding[name];
    if (value !== undefined) members[name] = value;
  }
  return members;
}

const OWN_MEMBERS = ['ProductArn', 'GeneratorId', 'AwsAccountId', 'Region', 'Compliance'] as const;
