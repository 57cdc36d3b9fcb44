import { patternGroup } from '../pattern/parse-pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type PatternBranch, patternBranches } from '../pattern/pattern-branches.ts';
import { type Budget, findingsLeft, type Left, regionOf, splitBranch } from './findings-left.ts';
import { type Assumptions, MemberSpace } from './member-space.ts';
import { areApart, around, type Region } from './region.ts';

/** The answer to a question about all findings: `unknown` where telling would take more than is known of them. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Patterns of which a finding passes any, as in the `match` of a signal. */
export type AnyOf = readonly Pattern[];

/**
 * Whether no finding can pass. Findings are as ASFF has them (`memberValues`), with what the normaliser adds. Every
 * verdict is certain for them; `unknown` is said of members in lists of objects, of spellings, addresses and stars
 * inside a text, and where there are too many cases.
 */
export function noneCanPass(match: AnyOf, assumptions: Assumptions = {}): Verdict {
  return everyFindingPasses(match, [], assumptions);
}

/** Whether every finding that passes `match` passes `other` too; also where none can pass `match`. */
export function everyFindingPasses(match: AnyOf, other: AnyOf, assumptions: Assumptions = {}): Verdict {
  const [ours, theirs] = [branchesOf(match), branchesOf(other)];
  if (ours.length + theirs.length > BRANCHES_MAX) return 'unknown';
  const space = new MemberSpace([...ours, ...theirs], assumptions);
  const split = theirs.map((branch) => splitBranch(branch, space));
  const budget = { regions: REGIONS_MAX };
  return verdictOf(ours, budget, (branch) => findingsLeft(branch, split, space, budget));
}

/** Whether no finding can pass both. */
export function excludeEachOther(match: AnyOf, other: AnyOf, assumptions: Assumptions = {}): Verdict {
  const [ours, theirs] = [branchesOf(match), branchesOf(other)];
  if (ours.length + theirs.length > BRANCHES_MAX) return 'unknown';
  const space = new MemberSpace([...ours, ...theirs], assumptions);
  const [one, two] = [ours, theirs].map((branches) => branches.map((branch) => regionOf(branch, space)));
  if (one === undefined || two === undefined || areApart(around(one), around(two))) return 'yes';
  if (ours.length * theirs.length > PAIRS_MAX) return 'unknown';
  const budget = { regions: REGIONS_MAX };
  const pairs = ours.flatMap((leaves, at) =>
    theirs.flatMap((others, index) =>
      areApart(one[at] as Region, two[index] as Region) ? [] : [[leaves, others] as const],
    ),
  );
  return verdictOf(pairs, budget, ([leaves, others]) =>
    findingsLeft([...leaves, ...others], [], space, budget),
  );
}

/** More branches than this, in patterns full of `$or`, are not looked at. */
export const BRANCHES_MAX = 2000;

/** More pairs of branches than this are not set against each other. */
const PAIRS_MAX = 100_000;

/** After so many regions the answer is not known. */
const REGIONS_MAX = 10_000;

function verdictOf<T>(cases: readonly T[], budget: Budget, leftOf: (each: T) => Left): Verdict {
  let verdict: Verdict = 'yes';
  for (const each of cases) {
    const left = leftOf(each);
    if (left === 'some') return 'no';
    if (left === 'unknown') verdict = 'unknown';
    if (budget.regions < 0) return 'unknown';
  }
  return verdict;
}

/** Read once for each pattern: they are asked about again and again. */
const remembered = new WeakMap<Pattern, readonly PatternBranch[]>();

/** The ways in which a finding can pass any of the patterns. */
export function branchesOf(match: AnyOf): readonly PatternBranch[] {
  return match.flatMap((pattern) => {
    const known = remembered.get(pattern) ?? patternBranches(patternGroup(pattern));
    remembered.set(pattern, known);
    return known;
  });
}
