import { AWS_PRODUCT_NAMES } from '../../core/finding/product-of.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { didYouMean } from '../../rule-file/did-you-mean.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The products that a list such as `GuardDuty,Security Hub` names, as rules write them, each once; upper and lower case
 * do not matter. A product of a company (`acme/scanner`) need not be known. Throws UsageError for any other that is
 * neither AWS's nor required by a rule, and for one that is like a product of a company that a rule requires.
 */
export function parseProducts(list: string, rules: readonly Rule[]): readonly string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) {
    throw new UsageError('`--products` names no product', {
      hint: 'name some, such as `GuardDuty,Inspector`',
    });
  }
  const known = [...new Set([...AWS_PRODUCT_NAMES, ...rules.flatMap(({ requires }) => requires)])].sort();
  return [...new Set(names.map((name) => productNamed(name, known)))];
}

function productNamed(name: string, known: readonly string[]): string {
  const product = known.find((each) => each.toLowerCase() === name.toLowerCase());
  if (product !== undefined) return product;
  const isOfCompany = name.includes('/');
  const meant = didYouMean(name, isOfCompany ? known.filter((each) => each.includes('/')) : known);
  if (isOfCompany && meant === undefined) return name;
  throw new UsageError(`there is no product \`${name}\``, {
    hint: meant ?? `products are ${known.join(', ')}; name any other as \`company/product\``,
  });
}

/** The products that a rule requires and that are not switched on; where none are, it can hold. */
export function lackedProducts({ requires }: Rule, products: readonly string[]): readonly string[] {
  return requires.filter((product) => !products.includes(product));
}
