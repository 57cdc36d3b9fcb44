// Whether any finding passes some leaves of patterns and none of some branches. What is left of a region without a
// branch falls into pieces that have nothing in common: those that fail its first leaf, those that pass it and fail
// its second, and so on. Each piece goes on to the next branch:
//
//     {Product: G} without {Product: G, Severity: HIGH} without {Severity: LOW}
//     →  fails the first leaf: none    fails the second: {Product: G, Severity: not HIGH}  →  {…, not HIGH, not LOW}

import type { PatternBranch } from '../pattern/pattern-branches.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import type { MemberSpace } from './member-space.ts';
import { demanding, isEmpty, isInhabited, type Region } from './region.ts';
import { ABSENT, ANY_VALUES, valueClasses } from './value-classes.ts';

/** What is known of the findings that are asked for: there are some for certain, there are none, or neither. */
export type Left = 'some' | 'none' | 'unknown';

/** What is left of the findings that pass all of the leaves without those that pass one of the branches. */
export function findingsLeft(
  leaves: readonly GroupLeaf[],
  branches: readonly PatternBranch[],
  space: MemberSpace,
): Left {
  return new Search(leaves, branches, space).look();
}

/** The findings that pass all of the leaves, as far as is known of their members. */
export function regionOf(
  leaves: readonly GroupLeaf[],
  space: MemberSpace,
  inside: Region = new Map(),
): Region {
  return leaves.reduce((region, leaf) => within(region, leaf, true, space), inside);
}

/** The region with one more demand; as it is where nothing is known of the member. */
function within(region: Region, leaf: GroupLeaf, isPassed: boolean, space: MemberSpace): Region {
  const classes = space.classesAt(leaf.text);
  if (classes === undefined) return region;
  return demanding(region, leaf.text, classes, space.passing(leaf, classes), isPassed);
}

/** After so many steps nothing is known. */
const STEPS_MAX = 4000;

class Search {
  readonly #region: Region;
  /** Leaves at members that nothing is known of. */
  readonly #unknown: readonly GroupLeaf[];
  readonly #branches: readonly SplitBranch[];
  readonly #space: MemberSpace;
  #steps = 0;

  constructor(leaves: readonly GroupLeaf[], branches: readonly PatternBranch[], space: MemberSpace) {
    const { unknown } = split(leaves, space);
    this.#space = space;
    this.#unknown = unknown;
    this.#region = regionOf(leaves, space);
    this.#branches = branches.map((branch) => split(branch, space));
  }

  look(): Left {
    return this.#left(this.#region, 0, this.#unknown.length === 0);
  }

  /** `isExact` is false where findings of the region may yet lack what is asked for. */
  #left(region: Region, from: number, isExact: boolean): Left {
    this.#steps += 1;
    if (this.#steps > STEPS_MAX) return 'unknown';
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
      const outside = within(inside, leaf, false, this.#space);
      left = more(left, this.#left(outside, from, isExact));
      if (left === 'some') return left;
      inside = within(inside, leaf, true, this.#space);
    }
    if (isDemanded(branch.unknown, this.#unknown)) return left;
    return more(left, this.#left(inside, from, false));
  }

  /** The first branch from `from` on that some finding of the region may pass. */
  #nextTouching(region: Region, from: number): number {
    let next = from;
    for (; next < this.#branches.length; next += 1) {
      const branch = this.#branches[next] as SplitBranch;
      if (!isEmpty(regionOf(branch.known, this.#space, region))) break;
    }
    return next;
  }
}

function more(a: Left, b: Left): Left {
  if (a === 'some' || b === 'some') return 'some';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'none';
}

interface SplitBranch {
  readonly known: readonly GroupLeaf[];
  readonly unknown: readonly GroupLeaf[];
}

function split(leaves: readonly GroupLeaf[], space: MemberSpace): SplitBranch {
  const isKnown = ({ text }: GroupLeaf) => space.classesAt(text) !== undefined;
  return { known: leaves.filter(isKnown), unknown: leaves.filter((leaf) => !isKnown(leaf)) };
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
