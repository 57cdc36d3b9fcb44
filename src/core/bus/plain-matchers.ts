import type { Json } from '../json.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { GroupLeaf } from '../pattern/pattern-group.ts';
import { parseWildcard } from '../pattern/wildcard.ts';

/** A matcher with the JSON that EventBridge takes for it. */
export interface PlainMatcher {
  readonly matcher: Matcher;
  readonly json: Json;
}

/**
 * The matchers of a leaf without wildcards, of which EventBridge allows 30 rules a bus and no more (EventBridge
 * quotas): a wildcard becomes the prefix or suffix that it demands, and one that demands neither lets in whatever
 * value there is.
 */
export function plainMatchers({ matchers, json }: GroupLeaf): readonly PlainMatcher[] {
  return matchers.map((matcher, index) => toPlain(matcher, json[index] ?? null));
}

const ANY_VALUE: PlainMatcher = { matcher: { kind: 'exists', exists: true }, json: { exists: true } };

function toPlain(matcher: Matcher, json: Json): PlainMatcher {
  switch (matcher.kind) {
    case 'exact':
      return { matcher, json: matcher.value };
    case 'wildcard':
      return withoutStars(matcher.text);
    case 'anything-but-text':
      return matcher.test === 'wildcard' ? ANY_VALUE : { matcher, json };
    default:
      return { matcher, json };
  }
}

function withoutStars(text: string): PlainMatcher {
  const pieces = parseWildcard(text);
  if ('problem' in pieces) throw new Error(`unchecked wildcard: ${pieces.problem}`);
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  if (pieces.length === 1) return { matcher: { kind: 'exact', value: first }, json: first };
  if (first !== '')
    return { matcher: { kind: 'prefix', text: first, ignoresCase: false }, json: { prefix: first } };
  if (last !== '')
    return { matcher: { kind: 'suffix', text: last, ignoresCase: false }, json: { suffix: last } };
  return ANY_VALUE;
}
