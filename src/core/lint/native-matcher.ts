import { nativePrefixOfAsff, nativeTypeOfAsff } from '../finding/known-types.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { textOf } from './matcher-text.ts';

/** The members that hold types in the spelling of ASFF. */
export const ASFF_TYPE_MEMBERS: ReadonlySet<string> = new Set(['Types', 'FindingProviderFields.Types']);

/**
 * What the matchers of a member ask of `Normalized.Type`: themselves, or for `Types`, where ASFF spells the types of
 * GuardDuty and Macie, the native types that they mean; none for other members.
 */
export function nativeMatchers({ text, matchers }: GroupLeaf): readonly Matcher[] {
  if (text === 'Normalized.Type') return matchers;
  return ASFF_TYPE_MEMBERS.has(text) ? matchers.map(toNative) : [];
}

function toNative(matcher: Matcher): Matcher {
  const asked = textOf(matcher);
  if (asked?.kind === 'exact') return { kind: 'exact', value: nativeTypeOfAsff(asked.text) ?? asked.text };
  const prefix = asked?.text.includes(':') ? nativePrefixOfAsff(asked.text) : undefined;
  return prefix === undefined ? matcher : { kind: 'prefix', text: prefix, ignoresCase: false };
}
