import type { Matcher } from '../pattern/matcher.ts';

/** A text that values must equal or begin with, letter for letter. */
export interface AskedText {
  readonly kind: 'exact' | 'prefix';
  readonly text: string;
}

/** The text that values must equal or begin with; undefined for other matchers. */
export function textOf(matcher: Matcher): AskedText | undefined {
  if (matcher.kind === 'exact' && typeof matcher.value === 'string')
    return { kind: 'exact', text: matcher.value };
  if (matcher.kind === 'prefix' && !matcher.ignoresCase) return { kind: 'prefix', text: matcher.text };
  return undefined;
}

/** The text that values must equal; undefined for other matchers. */
export function exactText(matcher: Matcher): string | undefined {
  return matcher.kind === 'exact' && typeof matcher.value === 'string' ? matcher.value : undefined;
}
