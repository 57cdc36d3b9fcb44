import { isTranslated, knownTypesOf } from '../finding/known-types.ts';
import type { AskedProducts } from './asked-products.ts';

/** What is known of the types of the products whose findings could pass. */
export interface AskedTypes {
  /** All types that they have; undefined where one has no table, or cannot be told. */
  readonly table?: readonly string[];
  /** Whether a type could pass that `Normalized` translates from ASFF. */
  readonly isTranslated: boolean;
  /** Whether no other type could. */
  readonly isAlwaysTranslated: boolean;
}

/** What is known of the types of these products. */
export function askedTypes({ names, isOpen }: AskedProducts): AskedTypes {
  const products = [...names];
  const tables = products.map(knownTypesOf);
  const isKnown = !isOpen && tables.length > 0 && tables.every((table) => table !== undefined);
  return {
    ...(isKnown && { table: tables.flatMap((table) => table ?? []) }),
    isTranslated: isOpen || products.some(isTranslated),
    isAlwaysTranslated: !isOpen && products.length > 0 && products.every(isTranslated),
  };
}
