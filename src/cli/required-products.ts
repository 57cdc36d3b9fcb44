import type { Rule } from '../core/rule/rule.ts';

/** The products that rules require, each with the rules that can never hold without it; in the order of names. */
export function requiredProducts(rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const products = [...new Set(rules.flatMap(({ requires }) => requires))].sort();
  return new Map(
    products.map((product) => {
      const requiring = rules.filter(({ requires }) => requires.includes(product));
      return [product, requiring.map(({ id }) => id)];
    }),
  );
}

/** The ids in back-ticks; those after the third are counted. */
export function toRuleNames(ids: readonly string[]): string {
  const names = ids.slice(0, 3).map((id) => `\`${id}\``);
  const more = ids.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
