import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import { patternOf } from '../pattern/pattern-arbitraries.ts';

/**
 * Members with all the values that the patterns below can tell apart, one of each kind: what begins or ends as they
 * ask, in every combination, and what does neither. Undefined stands for a member that is not there.
 */
const WORLD: Readonly<Record<string, readonly (Json | undefined)[]>> = {
  Title: ['a', 'ab', 'b', 'ba', 'zz', 'azz', 'abzz', 'zzb', 'azzb', 'abzzb', 'bzz', 'bzzb'],
  'ProductFields.x': ['a', 'ab', 'zz', 'azz', 'abzz', 'zzb', 'azzb', 'abzzb', 'b', undefined],
  'Normalized.Product': ['GuardDuty', 'Security Hub', 'Macie', 'acme/a', 'acme/zz', 'zz/zz'],
  'Normalized.Control': ['EC2.9', 'S3.3', 'EC2.zz', 'zz', undefined],
  'Normalized.Severity': ['LOW', 'HIGH', 'CRITICAL', 'MEDIUM', undefined],
  'Severity.Label': ['LOW', 'HIGH', 'CRITICAL', 'MEDIUM', undefined],
  RecordState: ['ACTIVE', 'ARCHIVED', undefined],
  'Normalized.Type': lists(['a', 'ab', 'zz', 'azz', 'abzz']),
};

const MATCHERS: Readonly<Record<string, readonly Json[]>> = {
  Title: ['a', 'ab', 'b', { prefix: 'a' }, { prefix: 'ab' }, { suffix: 'b' }, { prefix: 'b' }],
  'ProductFields.x': ['a', 'ab', { prefix: 'ab' }, { suffix: 'b' }, { 'anything-but': ['a'] }],
  'Normalized.Product': ['GuardDuty', 'Security Hub', 'Guardduty', 'acme/a', { prefix: 'acme/' }],
  'Normalized.Control': ['EC2.9', 'S3.3', 'PCI.S3.1', { prefix: 'EC2.' }],
  'Normalized.Severity': ['LOW', 'HIGH', 'SEVERE', { 'anything-but': ['LOW', 'HIGH'] }],
  'Severity.Label': ['LOW', 'CRITICAL', { 'anything-but': { prefix: 'C' } }],
  RecordState: ['ACTIVE', 'ARCHIVED', 'OPEN'],
  'Normalized.Type': ['a', 'ab', { prefix: 'a' }, { 'anything-but': ['a', 'ab'] }, { wildcard: 'ab*' }],
};

function lists(values: readonly string[]): readonly Json[] {
  return Array.from({ length: 2 ** values.length }, (_, bits) =>
    values.filter((_, at) => ((bits >> at) & 1) === 1),
  );
}

function matchAbout(paths: readonly string[]): fc.Arbitrary<readonly Pattern[]> {
  const member = fc.constantFrom(...paths).chain((path) =>
    fc
      .uniqueArray(fc.constantFrom(...(MATCHERS[path] ?? []), { exists: true }, { exists: false }), {
        minLength: 1,
        maxLength: 3,
        selector: (matcher) => JSON.stringify(matcher),
      })
      .map((matchers) => [path, matchers] as const),
  );
  const pattern = fc
    .array(member, { minLength: 1, maxLength: 3 })
    .map((members) => patternOf(Object.fromEntries(members)));
  return fc.array(pattern, { minLength: 1, maxLength: 3 });
}

/** Two lists of patterns about the same two members or three, with operators that can always be decided. */
export const decidableMatches: fc.Arbitrary<readonly [readonly Pattern[], readonly Pattern[]]> = fc
  .subarray(Object.keys(WORLD), { minLength: 2, maxLength: 3 })
  .chain((paths) => fc.tuple(matchAbout(paths), matchAbout(paths)));

/** Every finding of the world that differs in members that the patterns look at. */
export function everyFinding(patterns: readonly Pattern[]): readonly JsonObject[] {
  const asked = new Set(patterns.flatMap(({ json }) => Object.keys(json)));
  if (asked.has('Normalized.Control')) asked.add('Normalized.Product');
  if (asked.has('Severity.Label')) asked.add('Normalized.Severity');
  return [...asked]
    .reduce<readonly (readonly (readonly [string, Json | undefined])[])[]>(
      (findings, path) =>
        findings.flatMap((members) =>
          (WORLD[path] ?? []).map((value) => [...members, [path, value] as const]),
        ),
      [[]],
    )
    .map((members) => Object.fromEntries(members) as Record<string, Json | undefined>)
    .filter(isPossible)
    .map(nested);
}

function isPossible(members: Readonly<Record<string, Json | undefined>>): boolean {
  if (members['Normalized.Control'] !== undefined && members['Normalized.Product'] !== 'Security Hub')
    return false;
  const label = members['Severity.Label'];
  return label === undefined || members['Normalized.Severity'] === label;
}

function nested(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const finding: { [name: string]: Json } = {};
  for (const [path, value] of Object.entries(members)) {
    if (value === undefined) continue;
    const [outer = '', inner] = path.split('.');
    finding[outer] = inner === undefined ? value : { ...(finding[outer] as JsonObject), [inner]: value };
  }
  return finding;
}
