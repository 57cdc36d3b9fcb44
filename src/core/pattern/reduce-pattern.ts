import type { Json, JsonObject } from '../json.ts';
import { patternGroup } from './parse-pattern.ts';
import type { Pattern } from './pattern.ts';
import type { GroupLeaf, GroupOr, PatternGroup } from './pattern-group.ts';
import { patternLeaves } from './pattern-leaves.ts';

/** Whether the leaf at this path, given as the names of the members, stays in a reduced pattern. */
export type IsKept = (path: readonly string[]) => boolean;

/**
 * The pattern weakened to the leaves whose path is kept; undefined when nothing is left, and everything passes.
 * A `$or` with a branch that keeps nothing vanishes, and a path that is given twice is not kept. Whatever the
 * pattern matches, the reduced one matches too, as long as the event's kept members are no arrays of objects.
 */
export function reducePattern(pattern: Pattern, isKept: IsKept): Pattern | undefined {
  const leaves = patternLeaves(pattern);
  // Dropping one of two leaves of a path would bring the other back and forbid what the pattern allowed.
  const givenTwice = new Set(leaves.filter((leaf) => leaf.isOverriding).map((leaf) => leaf.text));
  const keeps = (leaf: GroupLeaf): boolean => !givenTwice.has(leaf.text) && isKept(leaf.names);
  const kept = patternGroup(pattern).flatMap((part) => reducePart(part, keeps));
  return kept.length === 0 ? undefined : { json: toJson(kept, 0) };
}

function reducePart(part: GroupLeaf | GroupOr, keeps: (leaf: GroupLeaf) => boolean): PatternGroup {
  if (!('or' in part)) return keeps(part) ? [part] : [];
  const or = part.or.map((choice) => choice.flatMap((inner) => reducePart(inner, keeps)));
  return or.some((choice) => choice.length === 0) ? [] : [{ names: part.names, or }];
}

// Members are laid down by Object.fromEntries, which makes even `__proto__` a member like any other.
function toJson(group: PatternGroup, depth: number): JsonObject {
  const members = new Map<string, Json>();
  const inner = new Map<string, (GroupLeaf | GroupOr)[]>();
  for (const part of group) {
    const name = part.names[depth];
    if (name === undefined)
      members.set(
        '$or',
        (part as GroupOr).or.map((choice) => toJson(choice, depth)),
      );
    else if ('matchers' in part && part.names.length === depth + 1) members.set(name, part.json);
    else {
      inner.set(name, [...(inner.get(name) ?? []), part]);
      members.set(name, null);
    }
  }
  for (const [name, parts] of inner) members.set(name, toJson(parts, depth + 1));
  return Object.fromEntries(members);
}
