import { isJsonObject, type Json } from '../../core/json.ts';

/** Adds to `problems` what is wrong with the value found at `path` (`Resources[0].Id`); adds nothing when it is right. */
export type MemberCheck = (value: Json, path: string, problems: string[]) => void;

/** A string of `min` to `max` UTF-16 units that is not blank and holds no half of a surrogate pair. */
export function text(max: number, min = 1): MemberCheck {
  return (value, path, problems) => {
    if (typeof value !== 'string') problems.push(`${path}: not a string`);
    else if (value.trim() === '') problems.push(`${path}: blank`);
    else if (value.length < min) problems.push(`${path}: ${value.length} characters, at least ${min} needed`);
    else if (value.length > max) problems.push(`${path}: ${value.length} characters, at most ${max} allowed`);
    else if (!value.isWellFormed()) problems.push(`${path}: half of a surrogate pair`);
  };
}

/** One of the values of an enumeration. */
export function oneOf(...allowed: readonly string[]): MemberCheck {
  return (value, path, problems) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      problems.push(`${path}: not one of ${allowed.join(', ')}`);
    }
  };
}

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): MemberCheck {
  return (value, path, problems) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      problems.push(`${path}: not a whole number from ${min} to ${max}`);
    }
  };
}

/** Any finite number. */
export function anyNumber(value: Json, path: string, problems: string[]): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) problems.push(`${path}: not a number`);
}

/** True or false. */
export function anyBoolean(value: Json, path: string, problems: string[]): void {
  if (typeof value !== 'boolean') problems.push(`${path}: not a boolean`);
}

/** An array of `min` to `max` elements, each of which passes `element`. */
export function list(max: number, element: MemberCheck, min = 0): MemberCheck {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems.push(`${path}: not an array`);
      return;
    }
    if (value.length < min) problems.push(`${path}: ${value.length} elements, at least ${min} needed`);
    if (value.length > max) problems.push(`${path}: ${value.length} elements, at most ${max} allowed`);
    value.forEach((item: Json, index) => {
      element(item, `${path}[${index}]`, problems);
    });
  };
}

/** A map of at most `pairs` strings, with the limits of its keys and values; `valueMin` 0 lets values be empty. */
export function stringMap(pairs: number, key: number, value: number, valueMin = 1): MemberCheck {
  const checkKey = text(key);
  const checkValue = text(value);
  return (map, path, problems) => {
    if (!isJsonObject(map)) {
      problems.push(`${path}: not an object`);
      return;
    }
    const entries = Object.entries(map);
    if (entries.length > pairs) problems.push(`${path}: ${entries.length} pairs, at most ${pairs} allowed`);
    for (const [name, member] of entries) {
      checkKey(name, `${path}: key`, problems);
      if (member !== '' || valueMin > 0) checkValue(member ?? null, `${path}.${name}`, problems);
    }
  };
}

/** An object with these members and no others; those named in `required` must be there. */
export function members(
  checks: Readonly<Record<string, MemberCheck>>,
  required: readonly string[] = [],
): MemberCheck {
  return (value, path, problems) => {
    if (!isJsonObject(value)) {
      problems.push(`${path || 'finding'}: not an object`);
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) problems.push(`${join(path, name)}: missing`);
    }
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      if (Object.hasOwn(checks, name)) checks[name]?.(member, join(path, name), problems);
      else problems.push(`${join(path, name)}: not a member`);
    }
  };
}

/** An object of which these members are checked and all others may hold any JSON. */
export function partly(
  checks: Readonly<Record<string, MemberCheck>>,
  required: readonly string[] = [],
): MemberCheck {
  return (value, path, problems) => {
    const others = isJsonObject(value)
      ? Object.keys(value).filter((name) => !Object.hasOwn(checks, name))
      : [];
    const unchecked = Object.fromEntries(others.map((name) => [name, anyJson]));
    members({ ...unchecked, ...checks }, required)(value, path, problems);
  };
}

/** Both checks. */
export function both(first: MemberCheck, second: MemberCheck): MemberCheck {
  return (value, path, problems) => {
    first(value, path, problems);
    second(value, path, problems);
  };
}

/** Any JSON in which no string is blank (pattern `.*\S.*` of NonEmptyString). */
export function anyJson(value: Json, path: string, problems: string[]): void {
  if (typeof value === 'string') {
    if (value.trim() === '') problems.push(`${path}: blank`);
  } else if (Array.isArray(value)) {
    value.forEach((item: Json, index) => {
      anyJson(item, `${path}[${index}]`, problems);
    });
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) anyJson(member ?? null, join(path, name), problems);
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
