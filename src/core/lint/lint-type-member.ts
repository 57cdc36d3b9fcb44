import { hasAsffNamespace, nativePrefixOfAsff, nativeTypeOfAsff } from '../finding/known-types.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type AskedTypes, askedTypes } from './asked-types.ts';
import { error, type Path, warning } from './lint-issue.ts';
import { type AskedText, textOf } from './matcher-text.ts';
import type { NearestWord } from './nearest-word.ts';
import { retiredType } from './retired-type.ts';
import { unknownType } from './unknown-type.ts';

/** Finding types in `Normalized.Type` that no finding has: misspelt, retired, or in the spelling of ASFF. */
export function lintTypeMember(
  { leaf, products }: AskedLeaf,
  place: Path,
  nearest: NearestWord,
): readonly Issue[] {
  if (leaf.text !== 'Normalized.Type') return [];
  const types = askedTypes(products);
  const names = [...products.names];
  return leaf.matchers.flatMap((matcher, index) => {
    const at = [...place, index];
    const issue =
      retiredType(matcher, products, at) ??
      asffType(matcher, types, at) ??
      unknownType(matcher, types, names, at, nearest);
    return issue === undefined ? [] : [issue];
  });
}

function asffType(matcher: Matcher, types: AskedTypes, place: Path): Issue | undefined {
  const asked = textOf(matcher);
  const native = asked && types.isTranslated && hasAsffNamespace(asked.text) ? nativeOf(asked) : undefined;
  if (asked === undefined || native === undefined) return undefined;
  const message = `${quoted(asked.text)} is a spelling of ASFF, and \`Normalized.Type\` holds the product's own`;
  const hint = asked.kind === 'exact' ? `ask for \`${native}\`` : `ask for \`{ prefix: '${native}' }\``;
  return (types.isAlwaysTranslated ? error : warning)('lint/asff-type', place, message, hint);
}

/** Of a beginning that ends before the native part nothing can be said: other products share the namespaces. */
function nativeOf({ kind, text }: AskedText): string | undefined {
  if (kind === 'exact') return nativeTypeOfAsff(text);
  return text.includes(':') ? nativePrefixOfAsff(text) : undefined;
}
