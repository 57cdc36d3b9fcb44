import { harmlessText } from '../../core/harmless-text.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { displayWidth } from '../display-width.ts';
import { requiredProducts } from '../required-products.ts';
import { GAP_WIDTH, toTableRow } from '../table-row.ts';
import { toRuleLabel } from './rule-label.ts';
import { lackedProducts } from './switched-on.ts';

const RULE_WIDTH_MIN = 20;
const PRODUCT_LENGTH_MAX = 128;
const REQUIRED = 'x';
/** Required, and not switched on. */
const LACKED = 'lacks';
const COUNT_LABEL = 'rules';

/**
 * Rules and the products that they require, as a table: `x` where a rule requires a product, `lacks` where `products`
 * are given and it is not among them; the last line counts.
 */
export function toProductTable(
  rules: readonly Rule[],
  products: readonly string[] | undefined,
  columns: number,
): string {
  const required = requiredProducts(rules);
  const names = [...required.keys()];
  const header = ['RULE', ...names.map((name) => harmlessText(name, PRODUCT_LENGTH_MAX))];
  const rows = rules.map((rule) => {
    const lacks = products === undefined ? [] : lackedProducts(rule, products);
    return [toRuleLabel(rule), ...names.map((name) => cellOf(rule, name, lacks))];
  });
  const counts = [COUNT_LABEL, ...names.map((name) => String(required.get(name)?.length ?? 0))];
  const widths = widthsOf(header, rows, columns);
  return [header, ...rows, counts].map((cells) => toTableRow(cells, widths)).join('');
}

function cellOf({ requires }: Rule, product: string, lacks: readonly string[]): string {
  if (!requires.includes(product)) return '';
  return lacks.includes(product) ? LACKED : REQUIRED;
}

/** A product is as wide as its longest word, and rules have the rest. */
function widthsOf(
  [, ...names]: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): readonly number[] {
  const products = names.map((name) => {
    return Math.max(LACKED.length, ...name.split(/[ /]/).map((word) => displayWidth(word) + 1));
  });
  const room = columns - products.reduce((sum, width) => sum + width + GAP_WIDTH, 0);
  const longest = Math.max(COUNT_LABEL.length, ...rows.map(([label = '']) => label.length));
  return [Math.min(longest, Math.max(RULE_WIDTH_MIN, room)), ...products];
}
