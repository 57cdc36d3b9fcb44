import { PRODUCT } from '../finding/product-of.ts';
import type { Json, JsonObject } from '../json.ts';
import { compilePattern } from '../pattern/compile-pattern.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { regionOf } from './findings-left.ts';
import { type Assumptions, MemberSpace } from './member-space.ts';
import { isEmpty, type MemberDemand, narrowed, type Region } from './region.ts';
import { ABSENT, ANY_VALUES, type Kinds, type ValueClasses, valueClasses } from './value-classes.ts';
import { type AnyOf, BRANCHES_MAX, branchesOf } from './verdicts.ts';

/**
 * Members of a finding that passes, with no more than it takes; undefined where none was found. What does not pass
 * them is not passed by every finding that passes `match`.
 */
export function exampleFinding(match: AnyOf, assumptions: Assumptions = {}): JsonObject | undefined {
  const branches = branchesOf(match).slice(0, BRANCHES_MAX);
  const space = new MemberSpace(branches, assumptions);
  for (const branch of branches) {
    const possible = regionOf(branch, space);
    if (isEmpty(possible)) continue;
    const region = decided(possible);
    const example = withMembers(branch.flatMap((leaf) => exampleMember(leaf, region)));
    if (match.some((pattern) => compilePattern(pattern)(example))) return example;
  }
  return undefined;
}

/** Members that say something of another where they are there. */
const TELLING_MEMBERS: readonly string[] = ['Normalized.Control', 'Severity.Label'];

/** The findings of a region that have these members where any can, with what follows from them. */
function decided(region: Region): Region {
  return TELLING_MEMBERS.reduce((chosen, path) => {
    const demand = chosen.get(path);
    if (demand === undefined) return chosen;
    const having = (allowed: Kinds) => narrowed(new Map(chosen).set(path, { ...demand, allowed }));
    const present = having(demand.allowed & ~ABSENT);
    return isEmpty(present) ? having(ABSENT) : present;
  }, region);
}

type Member = readonly [names: readonly string[], value: Json];

function exampleMember(leaf: GroupLeaf, region: Region): readonly Member[] {
  const demand = region.get(leaf.text);
  const value = demand === undefined ? valueAtUnknown(leaf) : valueThat(demand);
  if (value === undefined) return [];
  const isControl = leaf.text === 'Normalized.Control' && !region.has('Normalized.Product');
  const product: readonly Member[] = isControl ? [[['Normalized', 'Product'], PRODUCT.securityHub]] : [];
  return [[leaf.names, value], ...product];
}

function valueThat({ classes, allowed, wanted }: MemberDemand): Json | undefined {
  if (classes.arity !== 'list') return firstOf(classes, allowed);
  const values = wanted.map((kinds) => firstOf(classes, kinds & allowed));
  return values.includes(undefined) ? undefined : (values as Json[]);
}

function valueAtUnknown({ matchers }: GroupLeaf): Json | undefined {
  const classes = valueClasses(matchers, ANY_VALUES, true);
  return classes === undefined ? undefined : firstOf(classes, classes.passing(matchers));
}

function firstOf({ values, real }: ValueClasses, kinds: Kinds): Json | undefined {
  const known = kinds & real & ~ABSENT;
  return values.find((_, bit) => ((known >> BigInt(bit)) & 1n) === 1n);
}

// Object.fromEntries makes even `__proto__` a member like any other.
function withMembers(members: readonly Member[]): JsonObject {
  const inner = Map.groupBy(members, ([[first = '']]) => first);
  return Object.fromEntries(
    [...inner].map(([name, below]) => {
      const end = below.find(([names]) => names.length === 1);
      const deeper = below.map(([[, ...names], value]): Member => [names, value]);
      return [name, end === undefined ? withMembers(deeper) : end[1]];
    }),
  );
}
