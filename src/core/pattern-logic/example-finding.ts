import { PRODUCT } from '../finding/product-of.ts';
import type { Json, JsonObject } from '../json.ts';
import { compilePattern } from '../pattern/compile-pattern.ts';
import type { Scalar } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { regionOf } from './findings-left.ts';
import { type Assumptions, MemberSpace } from './member-space.ts';
import { isEmpty, type MemberDemand, type Region, valuesOf } from './region.ts';
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
    const region = withOneSeverity(withOneProduct(regionOf(branch, space)));
    if (isEmpty(region)) continue;
    const example = withMembers(branch.flatMap((leaf) => exampleMember(leaf, region)));
    if (match.some((pattern) => compilePattern(pattern)(example))) return example;
  }
  return undefined;
}

/** The region with the label and the severity narrowed to one value of both, or to no label: they are the same. */
function withOneSeverity(region: Region): Region {
  const label = region.get('Severity.Label');
  const severity = region.get('Normalized.Severity');
  if (label === undefined || severity === undefined) return region;
  const labels = valuesOf(label);
  const common = valuesOf(severity).find((value) => labels.includes(value));
  if (common === undefined) return narrowed(region, 'Severity.Label', undefined);
  return narrowed(narrowed(region, 'Severity.Label', common), 'Normalized.Severity', common);
}

/** The region without the product, or without the control, of which the other one cannot be. */
function withOneProduct(region: Region): Region {
  const product = region.get('Normalized.Product');
  if (product === undefined || !region.has('Normalized.Control')) return region;
  return valuesOf(product).includes(PRODUCT.securityHub)
    ? narrowed(region, 'Normalized.Product', PRODUCT.securityHub)
    : narrowed(region, 'Normalized.Control', undefined);
}

/** The region with one value alone of those that it allows at a path, or none. */
function narrowed(region: Region, path: string, value: Scalar | undefined): Region {
  const demand = region.get(path);
  if (demand === undefined) return region;
  const bit = demand.classes.values.indexOf(value);
  const kinds = value === undefined ? ABSENT : 1n << BigInt(bit);
  return new Map([...region, [path, { ...demand, allowed: demand.allowed & kinds }]]);
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
