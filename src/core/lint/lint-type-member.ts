import {
  isRetiredType,
  knownTypesOf,
  nativePrefixOfAsff,
  nativeTypeOfAsff,
  successorOfType,
} from '../finding/known-types.ts';
import { nativeTypeIn } from '../finding/native-type.ts';
import { NETWORK_REACHABILITY } from '../finding/plain-asff-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type AskedProducts, couldBeOf } from './asked-products.ts';
import { type AskedTypes, askedTypes } from './asked-types.ts';
import { error, type Path, warning } from './lint-issue.ts';
import { type AskedText, textOf } from './matcher-text.ts';
import type { NearestWord } from './nearest-word.ts';

/** Finding types in `Normalized.Type` that no finding has: misspelt, retired, or in the spelling of ASFF. */
export function lintTypeMember(
  { leaf, products }: AskedLeaf,
  place: Path,
  nearest: NearestWord,
): readonly Issue[] {
  if (leaf.text !== 'Normalized.Type') return [];
  const types = askedTypes(products);
  return leaf.matchers.flatMap((matcher, index) => {
    const at = [...place, index];
    const issue =
      retiredType(matcher, products, at) ??
      asffType(matcher, types, at) ??
      unknownType(matcher, types, [...products.names], at, nearest);
    return issue === undefined ? [] : [issue];
  });
}

/** The issue for a type that GuardDuty no longer makes, or for a beginning that only such types have. */
export function retiredType(matcher: Matcher, products: AskedProducts, place: Path): Issue | undefined {
  const asked = textOf(matcher);
  if (asked === undefined || !couldBeOf(products, PRODUCT.guardDuty)) return undefined;
  const types = typesAsked(asked.kind, asked.text);
  if (types.length === 0 || !types.every(isRetiredType)) return undefined;
  const successors = types.map(successorOfType).filter((type) => type !== undefined);
  const hint =
    successors.length > 0
      ? `ask for \`${successors.join('`, `')}\`, which took its place`
      : 'no type took its place; take it out, or look for a like one in the GuardDuty user guide';
  return error('lint/retired-type', place, `GuardDuty no longer makes ${quoted(asked.text)}`, hint);
}

function typesAsked(kind: 'exact' | 'prefix', text: string): readonly string[] {
  if (kind === 'exact') return [text];
  return (knownTypesOf(PRODUCT.guardDuty) ?? []).filter((type) => type.startsWith(text));
}

function asffType(matcher: Matcher, types: AskedTypes, place: Path): Issue | undefined {
  const asked = textOf(matcher);
  const native = asked && types.isTranslated && hasNamespace(asked.text) ? nativeOf(asked) : undefined;
  if (asked === undefined || native === undefined) return undefined;
  const message = `${quoted(asked.text)} is a spelling of ASFF, and \`Normalized.Type\` holds the product's own`;
  const hint = asked.kind === 'exact' ? `ask for \`${native}\`` : `ask for \`{ prefix: '${native}' }\``;
  return (types.isAlwaysTranslated ? error : warning)('lint/asff-type', place, message, hint);
}

/** True for `TTPs/…`; native types begin with `Purpose:`. */
function hasNamespace(text: string): boolean {
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  return slash >= 0 && (colon < 0 || slash < colon);
}

/** Of a beginning that ends before the native part nothing can be said: other products share the namespaces. */
function nativeOf({ kind, text }: AskedText): string | undefined {
  if (kind === 'exact') return nativeTypeOfAsff(text);
  return text.includes(':') ? nativePrefixOfAsff(text) : undefined;
}

const STEPS_MAX = 2;

function unknownType(
  matcher: Matcher,
  { table, isAlwaysTranslated }: AskedTypes,
  products: readonly string[],
  place: Path,
  nearest: NearestWord,
): Issue | undefined {
  const text = wordOf(matcher);
  if (table === undefined || text === undefined || text.startsWith(NETWORK_REACHABILITY)) return undefined;
  if (table.some(compileMatchers([matcher]).test)) return undefined;
  const message = `${products.join(' or ')} has no type that passes ${quoted(text)}`;
  const near = nearType(matcher, table, nearest);
  if (near !== undefined) return error('lint/unknown-type', place, message, `did you mean \`${near}\`?`);
  if (isAlwaysTranslated && !couldBeNew(matcher))
    return error('lint/unknown-type', place, message, FORM_OF_TYPES);
  const hint = 'check the spelling, unless the type is newer than this version of corroborate';
  return warning('lint/unknown-type', place, message, hint);
}

const FORM_OF_TYPES =
  'types of GuardDuty and Macie look like `Backdoor:EC2/Spambot`, without anything before';

function wordOf(matcher: Matcher): string | undefined {
  if (matcher.kind === 'exact') return typeof matcher.value === 'string' ? matcher.value : undefined;
  return 'text' in matcher && matcher.kind !== 'cidr' ? matcher.text : undefined;
}

function nearType(matcher: Matcher, types: readonly string[], nearest: NearestWord): string | undefined {
  const asked = textOf(matcher);
  if (asked === undefined) return undefined;
  const { kind, text } = asked;
  if (kind === 'exact') return nearest(text, types, STEPS_MAX);
  // Of a short beginning something is always near.
  if (text.length <= 2 * STEPS_MAX) return undefined;
  return nearest(text, new Set(types.map((type) => type.slice(0, text.length))), STEPS_MAX);
}

/** Whether a type to come could pass: it has the form of a type, or, for a beginning, no namespace of ASFF. */
function couldBeNew(matcher: Matcher): boolean {
  const asked = textOf(matcher);
  if (asked === undefined) return true;
  return asked.kind === 'exact' ? nativeTypeIn(asked.text) === asked.text : !hasNamespace(asked.text);
}
