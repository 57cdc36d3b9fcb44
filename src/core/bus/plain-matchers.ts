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
 * quotas): a wildcard becomes the prefix or suffix that it demands. Undefined where one demands neither, so that the
 * leaf as a whole says nothing.
 */
export function plainMatchers({ matchers, json }: GroupLeaf): readonly PlainMatcher[] | undefined {
  const plain: PlainMatcher[] = [];
  for (const [index, matcher] of matchers.entries()) {
    const each = toPlain(matcher, json[index] ?? null);
    if (each === undefined) return undefined;
    plain.push(each);
  }
  return plain;
}

function toPlain(matcher: Matcher, json: Json): PlainMatcher | undefined {
  switch (matcher.kind) {
    case 'exact':
      return { matcher, json: matcher.value };
    case 'wildcard':
      return withoutStars(matcher.text);
    case 'anything-but-text':
      return matcher.test === 'wildcard' ? undefined : { matcher, json };
    default:
      return { matcher, json };
  }
}

function withoutStars(text: string): PlainMatcher | undefined {
  const pieces = parseWildcard(text);
  if ('problem' in pieces) throw new Error(`unchecked wildcard: ${pieces.problem}`);
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  if (pieces.length === 1) return { matcher: { kind: 'exact', value: first }, json: first };
  if (first !== '')
    return { matcher: { kind: 'prefix', text: first, ignoresCase: false }, json: { prefix: first } };
  if (last !== '')
    return { matcher: { kind: 'suffix', text: last, ignoresCase: false }, json: { suffix: last } };
  return undefined;
}
