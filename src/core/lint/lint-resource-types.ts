import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import { controlResourceTypes } from '../finding/controls.ts';
import { knownTypesOf } from '../finding/known-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { resourceTypesOf } from '../finding/resource-types.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type AskedProducts, couldBeOf } from './asked-products.ts';
import { controlsNamed } from './controls-named.ts';
import { error, type Path } from './lint-issue.ts';
import { exactText, textOf } from './matcher-text.ts';
import { nativeMatchers } from './native-matcher.ts';
import { typeNeeded, wayToRelated } from './way-to-related.ts';

/** Findings that pass but never name a resource of the type on which their signal sits. */
export function lintResourceTypes(
  { leaf, products }: AskedLeaf,
  place: Path,
  rule: Rule,
  signal: Signal,
): readonly Issue[] {
  const needed = typeNeeded(rule, signal);
  if (needed === undefined) return [];
  return leaf.matchers.flatMap((matcher, index) => {
    const types = resourceTypesAsked(leaf, matcher, index, products, needed);
    if (types === undefined || types.includes(needed)) return [];
    const what = quoted(textOf(matcher)?.text ?? leaf.text);
    const message = `findings of ${what} are about ${types.map(quoted).join(' or ')}, never ${quoted(needed)}`;
    const hint = wayToRelated(rule, signal, types);
    return [error('lint/other-resource', [...place, index], message, hint)];
  });
}

/** The types of all resources that findings name which pass one matcher; undefined where that is not known. */
function resourceTypesAsked(
  leaf: GroupLeaf,
  matcher: Matcher,
  index: number,
  products: AskedProducts,
  needed: string,
): readonly string[] | undefined {
  const [control] = controlsNamed(leaf.text, matcher);
  if (control !== undefined && couldBeOf(products, PRODUCT.securityHub)) {
    // Any control may report on the account, when there was nothing to check.
    return needed === ENTITY_TYPE_OF_KIND.account ? undefined : typesOfControl(control);
  }
  if (leaf.text === 'Normalized.Product') return resourceTypesOf(exactText(matcher) ?? '');
  const native = nativeMatchers(leaf)[index];
  if (native === undefined || textOf(native) === undefined || products.isOpen) return undefined;
  const names = [...products.names];
  // A product that is wrong as a whole is told where it is named.
  if (names.every((name) => resourceTypesOf(name)?.includes(needed) === false)) return undefined;
  return joined(names.map((name) => typesOfProduct(name, native)));
}

function typesOfControl(control: string): readonly string[] | undefined {
  const types = controlResourceTypes(control);
  return types.length === 0 || types.includes('Other') ? undefined : types;
}

function typesOfProduct(product: string, native: Matcher): readonly string[] | undefined {
  const passing = (knownTypesOf(product) ?? []).filter(compileMatchers([native]).test);
  return passing.length === 0 ? undefined : joined(passing.map((type) => resourceTypesOf(product, type)));
}

function joined(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length || known.length === 0 ? undefined : [...new Set(known.flat())];
}
