import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { type AskedProducts, couldBeOf, productsOfMatch } from './asked-products.ts';
import { type Path, warning } from './lint-issue.ts';
import { unknownProduct } from './lint-product-member.ts';
import type { NearestWord } from './nearest-word.ts';

/** What `requires` and the signals say against each other; a rule without `requires` says nothing. */
export function lintRequires(rule: Rule, nearest: NearestWord): readonly Issue[] {
  if (rule.requires.length === 0) return [];
  const asked = rule.signals.map((signal) => ({ signal, products: productsOfMatch(signal.match) }));
  return [
    ...rule.requires.flatMap((product, index) => lintProduct(product, ['requires', index], asked, nearest)),
    ...asked.flatMap(({ signal, products }) => lintSignal(signal, products, rule.requires)),
  ];
}

function lintProduct(
  product: string,
  place: Path,
  asked: readonly { readonly products: AskedProducts }[],
  nearest: NearestWord,
): readonly Issue[] {
  const unknown = unknownProduct(product, place, nearest);
  if (unknown.length > 0 || asked.some(({ products }) => couldBeOf(products, product))) return unknown;
  const message = `no signal asks for findings of ${quoted(product)}`;
  return [warning('lint/requires', place, message, 'take it out, or add the signal that was meant')];
}

function lintSignal(
  { name, role }: Signal,
  products: AskedProducts,
  requires: readonly string[],
): readonly Issue[] {
  if (role !== 'required' || products.isOpen || products.names.size === 0) return [];
  if (requires.some((product) => products.names.has(product))) return [];
  const names = [...products.names].map(quoted);
  const message = `the rule cannot hold without ${names.join(' or ')}, which \`requires\` does not name`;
  const hint = `add ${names.join(' or ')} to \`requires\`, so that \`doctor\` can tell whether it is on`;
  return [warning('lint/requires', ['signals', name, 'match'], message, hint)];
}
