import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import { controlResourceTypes, knownControlIds } from '../finding/controls.ts';
import { knownTypesOf } from '../finding/known-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { resourceTypesOf } from '../finding/resource-types.ts';
import { RETIRED_CONTROLS } from '../finding/retired-controls.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { entityTypeOfSignal } from '../rule/entity-type-of-signal.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type AskedProducts, couldBeOf } from './asked-products.ts';
import { askedTypes } from './asked-types.ts';
import { controlsNamed, namesControls } from './controls-named.ts';
import { error, type Path } from './lint-issue.ts';
import { exactText, textOf } from './matcher-text.ts';
import { nativeMatchers } from './native-matcher.ts';
import { wayToRelated } from './way-to-related.ts';

/** Findings that pass but never name a resource of the type on which their signal sits. */
export function lintResourceTypes(
  { leaf, products }: AskedLeaf,
  place: Path,
  rule: Rule,
  signal: Signal,
): readonly Issue[] {
  const needed = entityTypeOfSignal(signal, rule);
  const typesAsked = needed === undefined ? undefined : typesAskedBy(leaf, products, needed);
  if (needed === undefined || typesAsked === undefined) return [];
  return leaf.matchers.flatMap((matcher, index) => {
    const types = typesAsked(matcher, index);
    if (types === undefined || types.includes(needed)) return [];
    const what = quoted(textOf(matcher)?.text ?? leaf.text);
    const message = `findings of ${what} are about ${types.map(quoted).join(' or ')}, never ${quoted(needed)}`;
    return [error('lint/other-resource', [...place, index], message, wayToRelated(rule, signal, types))];
  });
}

/** The types of all resources that findings name which pass one matcher; undefined where that is not known. */
type TypesAsked = (matcher: Matcher, index: number) => readonly string[] | undefined;

const PRODUCT_MEMBERS: ReadonlySet<string> = new Set(['Normalized.Product', 'ProductName']);

function typesAskedBy(leaf: GroupLeaf, products: AskedProducts, needed: string): TypesAsked | undefined {
  if (PRODUCT_MEMBERS.has(leaf.text)) return (matcher) => resourceTypesOf(exactText(matcher) ?? '');
  if (namesControls(leaf.text)) {
    // Any control may report on the account, when there was nothing to check.
    const isAsked = needed !== ENTITY_TYPE_OF_KIND.account && couldBeOf(products, PRODUCT.securityHub);
    return isAsked ? (matcher) => joined(controlsAsked(leaf.text, matcher).map(typesOfControl)) : undefined;
  }
  const natives = nativeMatchers(leaf);
  const names = [...products.names];
  // A product that is wrong as a whole is told where it is named.
  const isToldAlready = names.every((name) => resourceTypesOf(name)?.includes(needed) === false);
  if (natives.length === 0 || askedTypes(products).table === undefined || isToldAlready) return undefined;
  return (_matcher, index) => typesOfType(natives[index], names);
}

/** The controls that a value means, or all that begin so. */
function controlsAsked(member: string, matcher: Matcher): readonly string[] {
  if (textOf(matcher)?.kind !== 'prefix' || member === 'GeneratorId') return controlsNamed(member, matcher);
  const { test } = compileMatchers([matcher]);
  return knownControlIds().filter((id) => test(id) && !RETIRED_CONTROLS.has(id));
}

function typesOfType(native: Matcher | undefined, names: readonly string[]): readonly string[] | undefined {
  if (native === undefined || textOf(native) === undefined) return undefined;
  const { test } = compileMatchers([native]);
  return joined(
    names.flatMap((name) =>
      (knownTypesOf(name) ?? []).filter(test).map((type) => resourceTypesOf(name, type)),
    ),
  );
}

function typesOfControl(control: string): readonly string[] | undefined {
  const types = controlResourceTypes(control);
  return types.length === 0 || types.includes('Other') ? undefined : types;
}

function joined(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length || known.length === 0 ? undefined : [...new Set(known.flat())];
}
