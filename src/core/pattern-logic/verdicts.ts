import { patternGroup } from '../pattern/parse-pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type PatternBranch, patternBranches } from '../pattern/pattern-branches.ts';
import { findingsLeft, type Left } from './findings-left.ts';
import { type Assumptions, MemberSpace } from './member-space.ts';

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
  const space = new MemberSpace([...ours, ...theirs], assumptions);
  return verdictOf(ours, (branch) => findingsLeft(branch, theirs, space));
}

/** Whether no finding can pass both. */
export function excludeEachOther(match: AnyOf, other: AnyOf, assumptions: Assumptions = {}): Verdict {
  const [ours, theirs] = [branchesOf(match), branchesOf(other)];
  const space = new MemberSpace([...ours, ...theirs], assumptions);
  return verdictOf(ours, (branch) =>
    worst(theirs.map((other) => () => findingsLeft([...branch, ...other], [], space))),
  );
}

/** More branches than this, in patterns full of `$or`, are not looked at one by one. */
const BRANCHES_MAX = 2000;

function verdictOf(branches: readonly PatternBranch[], leftOf: (branch: PatternBranch) => Left): Verdict {
  if (branches.length > BRANCHES_MAX) return 'unknown';
  const left = worst(branches.map((branch) => () => leftOf(branch)));
  return left === 'some' ? 'no' : left === 'none' ? 'yes' : 'unknown';
}

function worst(asked: readonly (() => Left)[]): Left {
  let isUnknown = false;
  for (const ask of asked) {
    const left = ask();
    if (left === 'some') return 'some';
    if (left === 'unknown') isUnknown = true;
  }
  return isUnknown ? 'unknown' : 'none';
}

const remembered = new WeakMap<Pattern, readonly PatternBranch[]>();

/** The ways in which a finding can pass any of the patterns. */
export function branchesOf(match: AnyOf): readonly PatternBranch[] {
  return match.flatMap((pattern) => {
    const known = remembered.get(pattern) ?? patternBranches(patternGroup(pattern));
    remembered.set(pattern, known);
    return known;
  });
}
