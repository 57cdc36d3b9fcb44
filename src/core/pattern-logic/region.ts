import { PRODUCT } from '../finding/product-of.ts';
import type { Scalar } from '../pattern/matcher.ts';
import { isSourceOfNormalized } from './member-values.ts';
import { ABSENT, type Kinds, type ValueClasses } from './value-classes.ts';

/** What is demanded of one member. */
export interface MemberDemand {
  readonly classes: ValueClasses;
  /** Kinds that its value, or each of its values, may have; `ABSENT` where it may have none. */
  readonly allowed: Kinds;
  /** For a member with many values: of each of these sets one value at least, where it has any. */
  readonly wanted: readonly Kinds[];
}

/** Findings of which something is demanded at each of these paths; elsewhere they are as they like. */
export type Region = ReadonlyMap<string, MemberDemand>;

/** What is demanded of a member besides: that it passes matchers, or does not. */
export function demanding(
  known: MemberDemand | undefined,
  classes: ValueClasses,
  passing: Kinds,
  isPassed: boolean,
): MemberDemand {
  const demand = known ?? { classes, allowed: classes.all, wanted: [] };
  return isPassed ? withPassed(demand, passing) : without(demand, passing);
}

function withPassed(demand: MemberDemand, passing: Kinds): MemberDemand {
  if (demand.classes.arity !== 'list') return { ...demand, allowed: demand.allowed & passing };
  const allowed = (passing & ABSENT) === 0n ? demand.allowed & ~ABSENT : demand.allowed;
  return { ...demand, allowed, wanted: [...demand.wanted, passing & ~ABSENT] };
}

function without(demand: MemberDemand, passing: Kinds): MemberDemand {
  return { ...demand, allowed: demand.allowed & ~passing };
}

/** True when no finding is in both regions, by what each allows at a member; false may be said of some others. */
export function areApart(one: Region, other: Region): boolean {
  for (const [path, { allowed }] of one) {
    const demand = other.get(path);
    if (demand !== undefined && (demand.allowed & allowed) === 0n) return true;
  }
  return false;
}

/** A region around all of these: what any of them allows, at the members of which each demands something. */
export function around(regions: readonly Region[]): Region {
  const [first = new Map(), ...others] = regions;
  const hull = new Map<string, MemberDemand>();
  for (const [path, demand] of first) {
    const demands = others.map((region) => region.get(path));
    if (demands.includes(undefined)) continue;
    const allowed = demands.reduce((sum, each) => sum | (each?.allowed ?? 0n), demand.allowed);
    hull.set(path, { ...demand, allowed, wanted: [] });
  }
  return hull;
}

/** True when no finding is in the region, as far as its members and what they tell of each other go. */
export function isEmpty(region: Region): boolean {
  return ![...narrowed(region).values()].every(canBeMet);
}

/** True when a finding is in the region for certain, with values that are known to occur together. */
export function isInhabited(region: Region): boolean {
  const paths = [...region.keys()];
  const isTellingTwice =
    paths.some(isSourceOfNormalized) && paths.some((path) => path.startsWith('Normalized.'));
  if (isTellingTwice) return false;
  const real = new Map(
    [...region].map(([path, demand]) => [path, { ...demand, allowed: demand.allowed & demand.classes.real }]),
  );
  return !isEmpty(real);
}

function canBeMet({ allowed, wanted }: MemberDemand): boolean {
  if ((allowed & ABSENT) !== 0n) return true;
  return allowed !== 0n && wanted.every((kinds) => (kinds & allowed) !== 0n);
}

/** The same findings, by what one member says of another: only Security Hub has controls, and the label is the severity. */
export function narrowed(region: Region): Region {
  const control = region.get('Normalized.Control');
  const product = region.get('Normalized.Product');
  const label = region.get('Severity.Label');
  const severity = region.get('Normalized.Severity');
  const told = new Map<string, MemberDemand>();
  if (product !== undefined && isPresent(control)) {
    told.set('Normalized.Product', only(product, [PRODUCT.securityHub]));
  }
  if (label !== undefined && severity !== undefined && isPresent(label)) {
    told.set('Severity.Label', only(label, valuesOf(severity)));
    told.set('Normalized.Severity', only(severity, valuesOf(label)));
  }
  return told.size === 0 ? region : new Map([...region, ...told]);
}

function isPresent(demand: MemberDemand | undefined): boolean {
  return demand !== undefined && (demand.allowed & ABSENT) === 0n;
}

function only(demand: MemberDemand, values: readonly Scalar[]): MemberDemand {
  let kinds: Kinds = 0n;
  for (const [bit, value] of demand.classes.values.entries()) {
    if (value !== undefined && values.includes(value)) kinds |= 1n << BigInt(bit);
  }
  return { ...demand, allowed: demand.allowed & kinds };
}

/** A value of each kind that a demand allows. */
export function valuesOf({ allowed, classes }: MemberDemand): readonly Scalar[] {
  return classes.values.filter(
    (value, bit) => value !== undefined && ((allowed >> BigInt(bit)) & 1n) === 1n,
  ) as readonly Scalar[];
}
