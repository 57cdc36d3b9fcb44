// What EventBridge can be told of a signal. The pattern is reduced to members that never change, taken apart into the
// ways in which it can hold, and each way is said in the members that a finding has on the bus:
// `Normalized: { Product: [GuardDuty], Type: [...] }` becomes `ProductArn: [{ suffix: '::product/aws/guardduty' }]`.

import { isUnchangingMember } from '../finding/unchanging-members.ts';
import type { Json } from '../json.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import { patternGroup } from '../pattern/parse-pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type PatternBranch, patternBranches } from '../pattern/pattern-branches.ts';
import { reducePattern } from '../pattern/reduce-pattern.ts';
import { BUS_MEMBERS, type BusClause, type BusMember } from './bus-clause.ts';
import { controlIdMatchers } from './control-matchers.ts';
import { PATTERN_CHARACTERS_MAX, patternCharacters, toFindingsPattern } from './event-pattern.ts';
import { type PlainMatcher, plainMatchers } from './plain-matchers.ts';
import { awsProductArnMatcher, productArnMatchers } from './product-arn-matchers.ts';

/** The clause that lets every finding in. */
export const OPEN_CLAUSE: BusClause = new Map();

/**
 * Clauses of which a finding satisfies at least one on the bus when any version of it passes the pattern; none where
 * no finding can pass. They assume what ASFF says: the members are texts, SecurityControlId of 1 to 64 characters.
 */
export function toBusClauses(pattern: Pattern): readonly BusClause[] {
  const reduced = reducePattern(pattern, isUnchangingMember);
  if (reduced === undefined) return [OPEN_CLAUSE];
  return patternBranches(patternGroup(reduced)).flatMap((branch) => {
    const clause = toClause(branch);
    return clause === undefined ? [] : [withinLength(clause)];
  });
}

/** True for a pattern of which EventBridge can be told nothing, so that every finding must be let in. */
export function letsEverythingIn(pattern: Pattern): boolean {
  return toBusClauses(pattern).some(({ size }) => size === 0);
}

type Matchers = readonly Json[];

function toClause(branch: PatternBranch): BusClause | undefined {
  const plain = new Map(branch.map((leaf) => [leaf.text, plainMatchers(leaf)]));
  const product = plain.get('Normalized.Product');
  const products = product && productArnMatchers(product);
  const control = toControl(plain.get('Normalized.Control'));
  if (products?.length === 0 || control?.ids?.length === 0) return undefined;
  const members = new Map<BusMember, Matchers>();
  for (const member of BUS_MEMBERS) {
    const own = ownMatchers(member, plain.get(member));
    const matchers =
      member === 'ProductArn'
        ? narrowest(own, control?.products ?? products)
        : member === 'Compliance.SecurityControlId'
          ? (own ?? control?.ids)
          : own;
    if (matchers !== undefined) members.set(member, matchers);
  }
  return members;
}

/** Every finding has every member but SecurityControlId, so that asking for any value of one asks for nothing. */
function ownMatchers(member: BusMember, plain: readonly PlainMatcher[] | undefined): Matchers | undefined {
  const isAnyValue = plain?.some(({ matcher }) => matcher.kind === 'exists' && matcher.exists) ?? false;
  if (isAnyValue && member !== 'Compliance.SecurityControlId') return undefined;
  return plain?.map(({ json }) => json);
}

interface ControlMatchers {
  readonly products: Matchers;
  readonly ids: Matchers | undefined;
}

/** Only findings of Security Hub have a control; undefined where one without a control passes. */
function toControl(matchers: readonly PlainMatcher[] | undefined): ControlMatchers | undefined {
  if (matchers === undefined) return undefined;
  if (compileMatchers(matchers.map(({ matcher }) => matcher)).isAbsenceEnough) return undefined;
  return { products: [SECURITY_HUB], ids: controlIdMatchers(matchers) };
}

const SECURITY_HUB = awsProductArnMatcher('aws/securityhub');

/** A pattern holds a path once, so that one of two demands on ProductArn must go: whole ARNs say more than ends. */
function narrowest(own: Matchers | undefined, products: Matchers | undefined): Matchers | undefined {
  const isWhole = own?.every((matcher) => typeof matcher === 'string') ?? false;
  return isWhole ? own : (products ?? own);
}

/** Without members that are too long, so that lists can be split until a pattern with one matcher each fits. */
function withinLength(clause: BusClause): BusClause {
  const longest = new Map<BusMember, Matchers>();
  for (const [member, matchers] of clause) longest.set(member, [longestOf(matchers)]);
  if (patternCharacters(toFindingsPattern([longest])) <= PATTERN_CHARACTERS_MAX) return clause;
  const [worst] = [...longest.keys()].sort((a, b) => lengthAt(longest, b) - lengthAt(longest, a));
  return withinLength(new Map([...clause].filter(([member]) => member !== worst)));
}

function longestOf(matchers: Matchers): Json {
  return matchers.reduce((a, b) => (JSON.stringify(b).length > JSON.stringify(a).length ? b : a));
}

function lengthAt(clause: BusClause, member: BusMember): number {
  return JSON.stringify(clause.get(member)).length;
}
