import { hasAsffNamespace } from '../finding/known-types.ts';
import { nativeTypeIn } from '../finding/native-type.ts';
import { NETWORK_REACHABILITY } from '../finding/plain-asff-types.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedTypes } from './asked-types.ts';
import { error, type Path, warning } from './lint-issue.ts';
import { textOf } from './matcher-text.ts';
import type { NearestWord } from './nearest-word.ts';

const STEPS_MAX = 2;

/** The issue for what no type of these products passes, in the words of the table of their types. */
export function unknownType(
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
  return asked.kind === 'exact' ? nativeTypeIn(asked.text) === asked.text : !hasAsffNamespace(asked.text);
}
