import type { Pattern } from '../pattern/pattern.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { branchesOf } from '../pattern-logic/verdicts.ts';
import { type AskedProducts, askedProducts, joinProducts } from './asked-products.ts';

/** One member that a pattern asks for, with the products whose findings are asked for it. */
export interface AskedLeaf {
  readonly leaf: GroupLeaf;
  readonly products: AskedProducts;
}

/** What a pattern asks for in any of the ways in which it can hold; a place that another one overrides is left out. */
export function askedLeaves(pattern: Pattern): readonly AskedLeaf[] {
  const waysOf = new Map<GroupLeaf, AskedProducts[]>();
  for (const branch of branchesOf([pattern])) {
    const products = askedProducts(branch);
    for (const leaf of branch) {
      const ways = waysOf.get(leaf);
      if (ways === undefined) waysOf.set(leaf, [products]);
      else ways.push(products);
    }
  }
  return [...waysOf].map(([leaf, ways]) => ({ leaf, products: joinProducts(ways) }));
}
