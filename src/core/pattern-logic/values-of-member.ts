import type { Matcher, Scalar } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { regionOf } from './findings-left.ts';
import { type Assumptions, MemberSpace } from './member-space.ts';
import { isEmpty, narrowed, valuesOf } from './region.ts';
import { ABSENT } from './value-classes.ts';
import { type AnyOf, BRANCHES_MAX, branchesOf } from './verdicts.ts';

/**
 * All values that a member may have in findings that pass, each once: none where none of them has it; undefined where
 * there is no end to them, or where nothing is known of the member.
 */
export function valuesOfMember(
  match: AnyOf,
  path: readonly string[],
  assumptions: Assumptions = {},
): readonly Scalar[] | undefined {
  const present = presenceOf(path);
  const branches = branchesOf(match);
  if (branches.length > BRANCHES_MAX) return undefined;
  const space = new MemberSpace([...branches, [present]], assumptions);
  const values = new Set<Scalar>();
  for (const branch of branches) {
    const region = narrowed(regionOf([...branch, present], space));
    if (isEmpty(region)) continue;
    const demand = region.get(present.text);
    if (demand === undefined) return undefined;
    if ((demand.allowed & ~demand.classes.single & ~ABSENT) !== 0n) return undefined;
    for (const value of valuesOf(demand)) values.add(value);
  }
  return [...values];
}

function presenceOf(names: readonly string[]): GroupLeaf {
  return {
    names,
    place: [],
    text: names.join('.'),
    matchers: [{ kind: 'exists', exists: true }],
    json: [{ exists: true }],
  };
}

/** The places in a list of matchers which no finding passes at this path, whatever else it holds. */
export function deadMatchers(leaf: {
  readonly text: string;
  readonly matchers: readonly Matcher[];
}): readonly number[] {
  const leaves = leaf.matchers.map(
    (matcher): GroupLeaf => ({
      names: [],
      place: [],
      text: leaf.text,
      matchers: [matcher],
      json: [],
    }),
  );
  const space = new MemberSpace([leaves], {});
  return leaves.flatMap((each, at) => (isEmpty(regionOf([each], space)) ? [at] : []));
}
