import type { Json } from '../../core/json.ts';

/** Whether `value` nests containers deeper than `depth`; `{}` has depth 1. Recursion stops at `depth`. */
export function isDeeperThan(value: Json | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? isArrayDeeper(value, depth) : isObjectDeeper(value, depth);
}

function isArrayDeeper(list: readonly Json[], depth: number): boolean {
  if (depth === 0) return true;
  for (let index = 0; index < list.length; index += 1) {
    if (isDeeperThan(list[index], depth - 1)) return true;
  }
  return false;
}

// for…in instead of Object.values: no array for each object, and parsed JSON inherits no enumerable member.
function isObjectDeeper(value: object, depth: number): boolean {
  if (depth === 0) return true;
  const members = value as Readonly<Record<string, Json>>;
  for (const name in members) {
    const member = members[name];
    if (typeof member !== 'object' || member === null) continue;
    if (isDeeperThan(member, depth - 1)) return true;
  }
  return false;
}

/**
 * Whether the JSON `text` has brackets enough to nest deeper than `depth`: more than half of those on its deepest
 * way are of one kind. Costs half of `isDeeperThan` on an ordinary finding, which has about 20 containers.
 */
export function mayBeDeeperThan(text: string, depth: number): boolean {
  return hasMoreThan(text, '{', depth / 2) || hasMoreThan(text, '[', depth / 2);
}

function hasMoreThan(text: string, opener: string, limit: number): boolean {
  let count = 0;
  for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + 1)) {
    count += 1;
    if (count > limit) return true;
  }
  return false;
}
