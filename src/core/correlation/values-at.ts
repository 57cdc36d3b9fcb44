import { isJsonObject, type Json } from '../json.ts';

/** Nesting of arrays beyond this is not looked into. */
const ARRAY_DEPTH_MAX = 8;

/**
 * The distinct values at a path, as text, in the order in which they occur; arrays on the way and at the end
 * stand for their elements. Numbers and booleans count as their JSON text; objects, null and '' count as nothing.
 */
export function valuesAt(value: Json, path: readonly string[]): readonly string[] {
  const found = new Set<string>();
  collect(value, path, 0, 0, found);
  return [...found];
}

function collect(
  value: Json | undefined,
  path: readonly string[],
  step: number,
  arrays: number,
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    if (arrays >= ARRAY_DEPTH_MAX) return;
    for (const element of value) collect(element, path, step, arrays + 1, found);
    return;
  }
  const name = path[step];
  if (name === undefined) addScalar(value, found);
  else if (isJsonObject(value) && Object.hasOwn(value, name)) {
    collect(value[name], path, step + 1, arrays, found);
  }
}

function addScalar(value: Json | undefined, found: Set<string>): void {
  if (typeof value === 'string' && value !== '') found.add(value);
  if (typeof value === 'number' || typeof value === 'boolean') found.add(String(value));
}
