import { WITHDRAWN_VALUES } from '../finding/withdrawal.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { PatternBranch } from '../pattern/pattern-branches.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { type MemberValues, memberValues } from './member-values.ts';
import { type Kinds, type ValueClasses, valueClasses } from './value-classes.ts';

/** What is taken for granted of the findings that are asked about. */
export interface Assumptions {
  /** They are not withdrawn, as evidence never is. */
  readonly isOpen?: boolean;
  /** They have one type. Some have more, though seldom. */
  readonly hasOneType?: boolean;
}

/** The members that some branches of patterns ask for, each with the kinds of values that these tell apart. */
export class MemberSpace {
  readonly #assumptions: Assumptions;
  readonly #matchers = new Map<string, Matcher[]>();
  readonly #classes = new Map<string, ValueClasses | undefined>();
  readonly #passing = new Map<GroupLeaf, Kinds>();

  constructor(branches: Iterable<PatternBranch>, assumptions: Assumptions) {
    this.#assumptions = assumptions;
    // Branches of one pattern have most of their leaves in common.
    const leaves = new Set<GroupLeaf>();
    for (const branch of branches) for (const leaf of branch) leaves.add(leaf);
    for (const { text, matchers } of leaves) {
      const known = this.#matchers.get(text);
      if (known === undefined) this.#matchers.set(text, [...matchers]);
      else for (const matcher of matchers) known.push(matcher);
    }
  }

  /** The kinds of values at a path; undefined where it is not known what findings hold there. */
  classesAt(path: string): ValueClasses | undefined {
    if (this.#classes.has(path)) return this.#classes.get(path);
    const member = valuesUnder(path, this.#assumptions);
    const classes = member === undefined ? undefined : valueClasses(this.#matchers.get(path) ?? [], member);
    this.#classes.set(path, classes);
    return classes;
  }

  /** The kinds of values with which a leaf of the branches passes. */
  passing(leaf: GroupLeaf, classes: ValueClasses): Kinds {
    const known = this.#passing.get(leaf);
    if (known !== undefined) return known;
    const passing = classes.passing(leaf.matchers);
    this.#passing.set(leaf, passing);
    return passing;
  }
}

function valuesUnder(path: string, { isOpen, hasOneType }: Assumptions): MemberValues | undefined {
  const member = memberValues(path);
  if (member === undefined) return undefined;
  if (hasOneType && path === 'Normalized.Type') return { ...member, arity: 'optional' };
  const withdrawn: readonly unknown[] = (isOpen && WITHDRAWN_VALUES.get(path)) || [];
  if (withdrawn.length === 0 || member.all === undefined) return member;
  return { ...member, all: member.all.filter((value) => !withdrawn.includes(value)) };
}
