/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; members may be missing, and none of them can be trusted to have the documented type. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** True for a JSON object: not null, not an array, not a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of `value` called `name`, when `value` is an object that owns it; otherwise undefined. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The string at `path` inside `value`; undefined where a step is missing or the end is not a string. */
export function stringAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  let current = value;
  for (const name of path) current = memberOf(current, name);
  return typeof current === 'string' ? current : undefined;
}

/** The array called `name` in `value`; empty where it is missing or is not an array. */
export function arrayAt(value: Json | undefined, name: string): readonly Json[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}
