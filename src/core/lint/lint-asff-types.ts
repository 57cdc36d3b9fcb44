import { asffTypesOf, isNativeType, nativePrefixOfAsff, nativeTypeOfAsff } from '../finding/known-types.ts';
import { MACIE_TYPES } from '../finding/macie-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type AskedProducts, couldBeOf } from './asked-products.ts';
import { type AskedTypes, askedTypes } from './asked-types.ts';
import { error, type Path, warning } from './lint-issue.ts';
import { textOf } from './matcher-text.ts';
import { ASFF_TYPE_MEMBERS } from './native-matcher.ts';
import type { NearestWord } from './nearest-word.ts';
import { retiredType } from './retired-type.ts';
import { unknownType } from './unknown-type.ts';

/** Finding types in `Types` that no finding has, or that arrive in several spellings, as those of GuardDuty and Macie. */
export function lintAsffTypes(
  { leaf, products }: AskedLeaf,
  place: Path,
  nearest: NearestWord,
): readonly Issue[] {
  if (!ASFF_TYPE_MEMBERS.has(leaf.text)) return [];
  const types = inEverySpelling(askedTypes(products));
  const names = [...products.names];
  return leaf.matchers.flatMap((matcher, index) => {
    const at = [...place, index];
    const spelling = types.isTranslated ? asffSpelling(matcher, products, at) : undefined;
    if (spelling !== undefined) return [spelling];
    const unknown = unknownType(matcher, types, names, at, nearest);
    // No error, however near a known one is: AWS keeps to no rule in these spellings, and may have untold ones.
    return unknown === undefined ? [] : [{ ...unknown, level: 'warning' }];
  });
}

function inEverySpelling({ table, isTranslated }: AskedTypes): AskedTypes {
  const spellings = table?.flatMap((type) => [type, ...asffTypesOf(type)]);
  return { ...(spellings && { table: spellings }), isTranslated, isAlwaysTranslated: false };
}

function asffSpelling(matcher: Matcher, products: AskedProducts, place: Path): Issue | undefined {
  const asked = textOf(matcher);
  if (asked === undefined) return undefined;
  const { kind, text } = asked;
  if (kind === 'prefix') {
    const prefix = text.includes(':') ? nativePrefixOfAsff(text) : undefined;
    return prefix === undefined ? undefined : oneSpelling(text, place, `{ prefix: '${prefix}' }`);
  }
  const native = isNativeType(text) ? text : nativeTypeOfAsff(text);
  if (native === undefined) return undefined;
  return (
    retiredType({ kind: 'exact', value: native }, products, place) ??
    noSpelling(text, native, products, place) ??
    oneSpelling(text, place, native)
  );
}

/** Macie has one spelling for each type, which is known. */
function noSpelling(text: string, native: string, products: AskedProducts, place: Path): Issue | undefined {
  const isMacie = MACIE_TYPES.some(([type]) => type === native) && couldBeOf(products, PRODUCT.macie);
  const [spelling] = asffTypesOf(native);
  if (!isMacie || spelling === undefined || text === spelling) return undefined;
  const message = `no finding has the type ${quoted(text)}: Macie sends \`${native}\` as \`${spelling}\``;
  return error('lint/asff-type', place, message, askFor(native));
}

function oneSpelling(text: string, place: Path, native: string): Issue {
  const message = `${quoted(text)} is a spelling of ASFF, to which AWS does not always keep`;
  return warning('lint/asff-type', place, message, askFor(native));
}

function askFor(native: string): string {
  return `ask for \`${native}\` in \`Normalized.Type\`, which is the same in every spelling`;
}
