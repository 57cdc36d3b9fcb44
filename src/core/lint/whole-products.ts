import { AWS_PRODUCT_NAMES, PRODUCT } from '../finding/product-of.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type AnyOf, branchesOf, everyFindingPasses } from '../pattern-logic/verdicts.ts';
import { EVIDENCE } from './counts.ts';

/** Products of which every new finding passes, active as it comes in; of Security Hub, every failed control. */
export function wholeProducts(match: AnyOf): readonly string[] {
  return namesIn(match).filter((product) => everyFindingPasses([allOf(product)], match, EVIDENCE) === 'yes');
}

function allOf(product: string): Pattern {
  const isNew = { RecordState: ['ACTIVE'], Workflow: { Status: ['NEW'] } };
  if (product !== PRODUCT.securityHub) return { json: { ...isNew, Normalized: { Product: [product] } } };
  const failed = { Compliance: { Status: ['FAILED'] } };
  return { json: { ...isNew, ...failed, Normalized: { Product: [product], Control: [{ exists: true }] } } };
}

/** The products of AWS, and those of others that the patterns name. */
function namesIn(match: AnyOf): readonly string[] {
  const named = branchesOf(match)
    .flat()
    .filter(({ text }) => text === 'Normalized.Product')
    .flatMap(({ json }) => json)
    .filter((value) => typeof value === 'string' && value.includes('/')) as readonly string[];
  return [...new Set([...AWS_PRODUCT_NAMES, ...named])];
}
