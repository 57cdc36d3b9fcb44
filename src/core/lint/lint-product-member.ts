import { AWS_PRODUCT_NAMES, AWS_PRODUCTS } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { error, type Path } from './lint-issue.ts';
import { exactText } from './matcher-text.ts';
import type { NearestWord } from './nearest-word.ts';

/** Names in `Normalized.Product` that no product has. */
export function lintProductMember({ leaf }: AskedLeaf, place: Path, nearest: NearestWord): readonly Issue[] {
  if (leaf.text !== 'Normalized.Product') return [];
  return leaf.matchers.flatMap((matcher, index) => {
    const name = exactText(matcher);
    return name === undefined ? [] : unknownProduct(name, [...place, index], nearest);
  });
}

/** The issue for a name that no product has, wherever it stands. */
export function unknownProduct(name: string, place: Path, nearest: NearestWord): readonly Issue[] {
  if (AWS_PRODUCT_NAMES.includes(name)) return [];
  const own = AWS_PRODUCTS.get(name);
  if (own === undefined && name.includes('/')) return [];
  const near =
    own ?? AWS_PRODUCT_NAMES.find((each) => isSameLetters(each, name)) ?? nearest(name, AWS_PRODUCT_NAMES, 3);
  const hint =
    near === undefined
      ? `the products of AWS are ${AWS_PRODUCT_NAMES.map(quoted).join(', ')}; others are \`company/product\``
      : `did you mean \`${near}\`?`;
  return [error('lint/unknown-product', place, `there is no product ${quoted(name)}`, hint)];
}

/** Rules spell names as Security Hub does: `Security Hub`, not `SecurityHub` or `AWS Security Hub`. */
function isSameLetters(name: string, other: string): boolean {
  return lettersOf(name) === lettersOf(other);
}

function lettersOf(name: string): string {
  return name
    .replace(/^(?:amazon|aws|iam) /i, '')
    .replaceAll(' ', '')
    .toLowerCase();
}
