// Whether any finding passes some leaves of patterns and none of some branches. What is left of a region without a
// branch falls into pieces that have nothing in common: those that fail its first leaf, those that pass it and fail
// its second, and so on. Each piece goes on to the next branch:
//
//     {Product: G} without {Product: G, Severity: HIGH} without {Severity: LOW}
//     →  fails the first leaf: none    fails the second: {Product: G, Severity: not HIGH}  →  {…, not HIGH, not LOW}

import type { GroupLeaf } from '../pattern/pattern-group.ts';
import type { MemberSpace } from './member-space.ts';
import { areApart, demanding, isEmpty, isInhabited, type Region } from './region.ts';
import { ABSENT, ANY_VALUES, valueClasses } from './value-classes.ts';

/** What is known of the findings that are asked for: there are some for certain, there are none, or neither. */
export type Left = 'some' | 'none' | 'unknown';

/** What is left of the findings that pass all of the leaves without those that pass one of the branches. */
export function findingsLeft(
  leaves: readonly GroupLeaf[],
  branches: readonly SplitBranch[],
  space: MemberSpace,
  budget: Budget,
): Left {
  return new Search(leaves, branches, space, budget).look();
}

/** How many more regions may be looked at; when there are none, nothing is known. */
export interface Budget {
  regions: number;
}

/** The findings that pass all of the leaves, as far as is known of their members. */
export function regionOf(leaves: readonly GroupLeaf[], space: MemberSpace, inside?: Region): Region {
  const region = new Map(inside);
  for (const leaf of leaves) {
    const classes = space.classesAt(leaf.text);
    if (classes === undefined) continue;
    region.set(leaf.text, demanding(region.get(leaf.text), classes, space.passing(leaf, classes), true));
  }
  return region;
}

/** A branch with the leaves at members that something is known of, and those at others. */
export interface SplitBranch {
  readonly known: readonly GroupLeaf[];
  readonly unknown: readonly GroupLeaf[];
  /** Of the known leaves. */
  readonly region: Region;
}

/** Parts the leaves of a branch. */
export function splitBranch(leaves: readonly GroupLeaf[], space: MemberSpace): SplitBranch {
  const isKnown = ({ text }: GroupLeaf) => space.classesAt(text) !== undefined;
  return {
    known: leaves.filter(isKnown),
    unknown: leaves.filter((leaf) => !isKnown(leaf)),
    region: regionOf(leaves, space),
  };
}

class Search {
  readonly #start: SplitBranch;
  readonly #branches: readonly SplitBranch[];
  readonly #space: MemberSpace;
  readonly #budget: Budget;

  constructor(
    leaves: readonly GroupLeaf[],
    branches: readonly SplitBranch[],
    space: MemberSpace,
    budget: Budget,
  ) {
    this.#start = splitBranch(leaves, space);
    this.#branches = branches;
    this.#space = space;
    this.#budget = budget;
  }

  look(): Left {
    return this.#left(this.#start.region, 0, this.#start.unknown.length === 0);
  }

  /** `isExact` is false where findings of the region may yet lack what is asked for. */
  #left(region: Region, from: number, isExact: boolean): Left {
    this.#budget.regions -= 1;
    if (this.#budget.regions < 0) return 'unknown';
    if (isEmpty(region)) return 'none';
    const next = this.#nextTouching(region, from);
    const branch = this.#branches[next];
    if (branch === undefined) return isExact && isInhabited(region) ? 'some' : 'unknown';
    return this.#leftWithout(branch, region, next + 1, isExact);
  }

  #leftWithout(branch: SplitBranch, region: Region, from: number, isExact: boolean): Left {
    let left: Left = 'none';
    let inside = region;
    for (const leaf of branch.known) {
      const outside = this.#with(inside, leaf, false);
      left = more(left, this.#left(outside, from, isExact));
      if (left === 'some') return left;
      inside = this.#with(inside, leaf, true);
    }
    if (isDemanded(branch.unknown, this.#start.unknown)) return left;
    return more(left, this.#left(inside, from, false));
  }

  #with(region: Region, leaf: GroupLeaf, isPassed: boolean): Region {
    const classes = this.#space.classesAt(leaf.text);
    if (classes === undefined) return region;
    const passing = this.#space.passing(leaf, classes);
    return new Map(region).set(leaf.text, demanding(region.get(leaf.text), classes, passing, isPassed));
  }

  /** The first branch from `from` on that some finding of the region may pass. */
  #nextTouching(region: Region, from: number): number {
    let next = from;
    for (; next < this.#branches.length && this.#budget.regions > 0; next += 1) {
      const branch = this.#branches[next] as SplitBranch;
      if (areApart(region, branch.region)) continue;
      this.#budget.regions -= 1;
      if (!isEmpty(regionOf(branch.known, this.#space, region))) break;
    }
    return next;
  }
}

function more(a: Left, b: Left): Left {
  if (a === 'some' || b === 'some') return 'some';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'none';
}

/**
 * Whether leaves at members that nothing is known of pass wherever `demanded` do. These may lie in lists of objects,
 * where values must come from one object: whoever passes the stronger leaves passes the weaker ones with the same
 * object. `exists: false` depends on what was chosen before, and is compared as a whole.
 */
function isDemanded(leaves: readonly GroupLeaf[], demanded: readonly GroupLeaf[]): boolean {
  if (leaves.length === 0 || textOf(leaves) === textOf(demanded)) return true;
  return leaves.every(
    (leaf) => !allowsAbsence(leaf) && demanded.some((stronger) => isStronger(stronger, leaf)),
  );
}

function textOf(leaves: readonly GroupLeaf[]): string {
  return JSON.stringify(leaves.map(({ text, json }) => [text, json]));
}

function isStronger(stronger: GroupLeaf, leaf: GroupLeaf): boolean {
  if (stronger.text !== leaf.text || allowsAbsence(stronger)) return false;
  const classes = valueClasses([...stronger.matchers, ...leaf.matchers], ANY_VALUES, true);
  if (classes === undefined) return false;
  return (classes.passing(stronger.matchers) & ~classes.passing(leaf.matchers) & ~ABSENT) === 0n;
}

function allowsAbsence({ matchers }: GroupLeaf): boolean {
  return matchers.some((matcher) => matcher.kind === 'exists' && !matcher.exists);
}
