import { AWS_PRODUCT_NAMES, PRODUCT, productAtEnd } from '../finding/product-of.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { PatternBranch } from '../pattern/pattern-branches.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { type AnyOf, branchesOf } from '../pattern-logic/verdicts.ts';

/** The products whose findings could pass. */
export interface AskedProducts {
  /** Those that are named, as `Normalized.Product` spells them. */
  readonly names: ReadonlySet<string>;
  /** True when others than those could pass too. */
  readonly isOpen: boolean;
}

/** The products whose findings could pass in one way in which a pattern can hold. */
export function askedProducts(branch: PatternBranch): AskedProducts {
  const leaves = new Map(branch.map((leaf) => [leaf.text, leaf]));
  const product = leaves.get('Normalized.Product');
  if (product !== undefined) return productsByName(product);
  const arn = leaves.get('ProductArn');
  if (arn !== undefined) return productsOf(arn.matchers.map(productOfArn));
  const control = leaves.get('Normalized.Control');
  if (control !== undefined && !compileMatchers(control.matchers).isAbsenceEnough)
    return productsOf([PRODUCT.securityHub]);
  const name = leaves.get('ProductName');
  return productsOf(name === undefined ? [undefined] : name.matchers.map(productOfName));
}

/** The products whose findings could pass any of these patterns. */
export function productsOfMatch(match: AnyOf): AskedProducts {
  return joinProducts(branchesOf(match).map(askedProducts));
}

/** True when a finding of this product could pass. */
export function couldBeOf({ names, isOpen }: AskedProducts, product: string): boolean {
  return isOpen || names.has(product);
}

/** The products of several ways, of which any will do. */
export function joinProducts(ways: readonly AskedProducts[]): AskedProducts {
  return {
    names: new Set(ways.flatMap(({ names }) => [...names])),
    isOpen: ways.some(({ isOpen }) => isOpen),
  };
}

function productsByName({ matchers }: GroupLeaf): AskedProducts {
  const { test } = compileMatchers(matchers);
  const others = matchers.flatMap((matcher) =>
    matcher.kind === 'exact' && isCompanyProduct(matcher.value) ? [matcher.value] : [],
  );
  return {
    names: new Set([...AWS_PRODUCT_NAMES.filter(test), ...others]),
    isOpen: matchers.some(letsOthersIn),
  };
}

/** Products without a name of their own are `company/product`, with a slash. */
function isCompanyProduct(value: unknown): value is string {
  return typeof value === 'string' && value.includes('/');
}

function letsOthersIn(matcher: Matcher): boolean {
  if (matcher.kind === 'exists') return matcher.exists;
  if (matcher.kind === 'equals-ignore-case') return matcher.text.includes('/');
  return matcher.kind !== 'exact' && matcher.kind !== 'numeric' && matcher.kind !== 'cidr';
}

/** Undefined, in what is named, stands for products that cannot be told. */
function productsOf(named: readonly (string | undefined)[]): AskedProducts {
  return {
    names: new Set(named.filter((name) => name !== undefined)),
    isOpen: named.includes(undefined),
  };
}

function productOfArn(matcher: Matcher): string | undefined {
  const product = productAtEnd(wholeEndOf(matcher) ?? '');
  return product?.includes('*') ? undefined : product;
}

/** The text with which all values that pass end, unless it holds a star. */
function wholeEndOf(matcher: Matcher): string | undefined {
  if (matcher.kind === 'exact') return typeof matcher.value === 'string' ? matcher.value : undefined;
  return matcher.kind === 'suffix' || matcher.kind === 'wildcard' ? matcher.text : undefined;
}

/** AWS's products give themselves the names that rules use. */
function productOfName(matcher: Matcher): string | undefined {
  return matcher.kind === 'exact' ? AWS_PRODUCT_NAMES.find((name) => name === matcher.value) : undefined;
}
