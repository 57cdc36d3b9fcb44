import type { Matcher } from './matcher.ts';
import { patternGroup } from './parse-pattern.ts';
import type { Pattern } from './pattern.ts';
import type { PatternGroup } from './pattern-group.ts';

/** One path of a pattern with what its values may be, for those who look at a pattern instead of running it. */
export interface PatternLeaf {
  readonly path: readonly string[];
  /** The names joined by dots; patterns and events compare paths by this. */
  readonly text: string;
  /** Where its list of matchers stands in the pattern, `$or` and its indices included. */
  readonly place: readonly (string | number)[];
  readonly matchers: readonly Matcher[];
  readonly isInsideOr: boolean;
  /** True when the path has been given before in what must hold together with this; the earlier place is lost. */
  readonly isOverriding: boolean;
}

/** The leaves of a pattern in the order in which they are written, those inside `$or` included. */
export function patternLeaves(pattern: Pattern): readonly PatternLeaf[] {
  return listLeaves(patternGroup(pattern), new Set(), false).leaves;
}

interface Listing {
  readonly leaves: readonly PatternLeaf[];
  readonly texts: ReadonlySet<string>;
}

function listLeaves(group: PatternGroup, outer: ReadonlySet<string>, isInsideOr: boolean): Listing {
  const given = new Set(outer);
  const leaves: PatternLeaf[] = [];
  for (const part of group) {
    if ('or' in part) {
      const listings = part.or.map((choice) => listLeaves(choice, given, true));
      for (const listing of listings) leaves.push(...listing.leaves);
      for (const text of listings.flatMap((listing) => [...listing.texts])) given.add(text);
    } else {
      const isOverriding = given.has(part.text);
      const { names: path, text, place, matchers } = part;
      leaves.push({ path, text, place, matchers, isInsideOr, isOverriding });
      given.add(part.text);
    }
  }
  return { leaves, texts: given };
}
