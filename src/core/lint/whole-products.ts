import { AWS_PRODUCTS, PRODUCT } from '../finding/product-of.ts';
import type { Json } from '../json.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type AnyOf, branchesOf, everyFindingPasses } from '../pattern-logic/verdicts.ts';
import { EVIDENCE } from './counts.ts';

/** Products of which every open finding passes; of Security Hub, every failed control. */
export function wholeProducts(match: AnyOf): readonly string[] {
  return namesIn(match).filter((product) => everyFindingPasses([allOf(product)], match, EVIDENCE) === 'yes');
}

function allOf(product: string): Pattern {
  const Normalized: { readonly [name: string]: Json } = { Product: [product] };
  if (product !== PRODUCT.securityHub) return { json: { Normalized } };
  return {
    json: { Normalized: { ...Normalized, Control: [{ exists: true }] }, Compliance: { Status: ['FAILED'] } },
  };
}

/** The products of AWS, and those of others that the patterns name. */
function namesIn(match: AnyOf): readonly string[] {
  const named = branchesOf(match)
    .flat()
    .filter(({ text }) => text === 'Normalized.Product')
    .flatMap(({ json }) => json)
    .filter((value) => typeof value === 'string' && value.includes('/')) as readonly string[];
  return [...new Set([...AWS_PRODUCTS.values(), ...named])];
}
