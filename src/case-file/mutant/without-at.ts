import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Path } from './mutant.ts';

/**
 * The object without what stands at `path`, and without the objects that are empty then; `{}` where nothing is left.
 * Undefined where an element of a list would be left empty: it must not vanish, for the list means any of them.
 */
export function withoutAt(root: JsonObject, path: Path): JsonObject | undefined {
  const left = leftOf(root, path);
  if (left === EMPTY) return {};
  return isJsonObject(left) ? left : undefined;
}

/** The object with a list of `value` twice in the place of the list at `path`. */
export function doubledAt(root: JsonObject, path: Path, value: Json): JsonObject | undefined {
  const changed = replacedAt(root, path, [value, value]);
  return isJsonObject(changed) ? changed : undefined;
}

const EMPTY = Symbol('empty');
type Left = Json | typeof EMPTY | undefined;

function leftOf(value: Json | undefined, [step, ...rest]: Path): Left {
  if (Array.isArray(value)) return leftOfList(value, Number(step), rest);
  if (!isJsonObject(value) || step === undefined) return undefined;
  const name = String(step);
  const inner = rest.length === 0 ? EMPTY : leftOf(value[name], rest);
  if (inner === undefined) return undefined;
  const members = Object.entries(value).flatMap(([key, member]) =>
    key === name ? (inner === EMPTY ? [] : [[key, inner] as const]) : [[key, member] as const],
  );
  return members.length === 0 ? EMPTY : (Object.fromEntries(members) as JsonObject);
}

function leftOfList(list: readonly Json[], index: number, rest: Path): Left {
  if (rest.length === 0) return list.toSpliced(index, 1);
  const inner = leftOf(list[index], rest);
  return inner === undefined || inner === EMPTY ? undefined : list.with(index, inner);
}

function replacedAt(value: Json | undefined, [step, ...rest]: Path, by: Json): Json | undefined {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    const inner = replacedAt(value[Number(step)], rest, by);
    return inner === undefined ? undefined : value.with(Number(step), inner);
  }
  if (!isJsonObject(value)) return undefined;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    key === String(step) ? replacedAt(member, rest, by) : member,
  ]);
  return Object.fromEntries(members) as JsonObject;
}
