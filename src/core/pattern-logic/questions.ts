// A matcher says something about a value in terms of simple questions: is it this text, does it begin so, does it end
// so. Values that answer all the questions of some patterns alike are alike to these patterns.

import { isComparable } from '../pattern/comparable-number.ts';
import { parseIpAddress } from '../pattern/ip-address.ts';
import type { Matcher, Scalar, TextTest } from '../pattern/matcher.ts';
import { parseWildcard } from '../pattern/wildcard.ts';

/** The simple questions that matchers ask of a value. */
export interface Questions {
  readonly exact: Set<Scalar>;
  readonly prefixes: Set<string>;
  readonly suffixes: Set<string>;
  /** Ends of numeric ranges. */
  readonly bounds: Set<number>;
  /** Matchers of which it takes more to say whether a value passes: other spellings, addresses, inner stars. */
  readonly others: Map<string, Matcher>;
}

/** All that these matchers ask. */
export function questionsOf(matchers: readonly Matcher[]): Questions {
  const questions: Questions = {
    exact: new Set(),
    prefixes: new Set(),
    suffixes: new Set(),
    bounds: new Set(),
    others: new Map(),
  };
  for (const matcher of matchers.flatMap(withoutNegation)) ask(matcher, questions);
  return questions;
}

/** The matchers that an `anything-but` denies; any other matcher itself. */
export function withoutNegation(matcher: Matcher): readonly Matcher[] {
  if (matcher.kind === 'anything-but') return matcher.values.map((value) => ({ kind: 'exact', value }));
  if (matcher.kind !== 'anything-but-text') return [matcher];
  return matcher.texts.map((text) => textMatcher(matcher.test, text));
}

/** The text by which equal questions are known as one. */
export function questionText(matcher: Matcher): string {
  return JSON.stringify(matcher);
}

function ask(matcher: Matcher, questions: Questions): void {
  switch (matcher.kind) {
    case 'exact':
      questions.exact.add(matcher.value);
      if (isAddress(matcher.value)) questions.others.set(questionText(matcher), matcher);
      return;
    case 'prefix':
    case 'suffix':
      if (matcher.ignoresCase) questions.others.set(questionText(matcher), matcher);
      else questions[matcher.kind === 'prefix' ? 'prefixes' : 'suffixes'].add(matcher.text);
      return;
    case 'wildcard':
      askWildcard(matcher, questions);
      return;
    case 'numeric':
      for (const bound of [matcher.min, matcher.max]) if (isComparable(bound)) questions.bounds.add(bound);
      return;
    case 'equals-ignore-case':
    case 'cidr':
      questions.others.set(questionText(matcher), matcher);
      return;
    default:
      return;
  }
}

/** A wildcard with one star at an end is a prefix or a suffix; both ends of any other tell something of it. */
function askWildcard(matcher: Matcher & { readonly text: string }, questions: Questions): void {
  const pieces = parseWildcard(matcher.text);
  if ('problem' in pieces) return;
  const [first = '', last = '', ...inner] = pieces;
  if (pieces.length === 1) questions.exact.add(first);
  else if (inner.length === 0 && last === '') questions.prefixes.add(first);
  else if (inner.length === 0 && first === '') questions.suffixes.add(last);
  else {
    questions.prefixes.add(first);
    questions.suffixes.add(pieces.at(-1) ?? '');
    questions.others.set(questionText(matcher), matcher);
  }
}

function textMatcher(test: TextTest, text: string): Matcher {
  if (test === 'prefix' || test === 'suffix') return { kind: test, text, ignoresCase: false };
  return { kind: test, text };
}

/** True for a text that is an IP address, which equals every spelling of it. */
export function isAddress(value: Scalar): boolean {
  return typeof value === 'string' && parseIpAddress(value) !== undefined;
}
