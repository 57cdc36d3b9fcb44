import { isRetiredType, knownTypesOf, successorOfType } from '../finding/known-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Matcher } from '../pattern/matcher.ts';
import { type AskedProducts, couldBeOf } from './asked-products.ts';
import { error, type Path } from './lint-issue.ts';
import { type AskedText, textOf } from './matcher-text.ts';

/** The issue for a type that GuardDuty no longer makes, or for a beginning that only such types have. */
export function retiredType(matcher: Matcher, products: AskedProducts, place: Path): Issue | undefined {
  const asked = textOf(matcher);
  if (asked === undefined || !couldBeOf(products, PRODUCT.guardDuty)) return undefined;
  const types = typesAsked(asked);
  if (types.length === 0 || !types.every(isRetiredType)) return undefined;
  const successors = types.map(successorOfType).filter((type) => type !== undefined);
  const hint =
    successors.length > 0
      ? `ask for \`${successors.join('`, `')}\`, which took its place`
      : 'no type took its place; take it out, or look for a like one in the GuardDuty user guide';
  return error('lint/retired-type', place, `GuardDuty no longer makes ${quoted(asked.text)}`, hint);
}

function typesAsked({ kind, text }: AskedText): readonly string[] {
  if (kind === 'exact') return [text];
  return (knownTypesOf(PRODUCT.guardDuty) ?? []).filter((type) => type.startsWith(text));
}
