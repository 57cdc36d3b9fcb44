// A path is text: `a.b` leads to the member `b` of the object `a`, and just as well to the one member `a.b`
// (aws/event-ruler, Path). At each step every way of joining the names that are left is tried, but most objects
// have no member with a dot, and then a path costs as many reads as it has names, twice.

import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Scalar } from './matcher.ts';

/** One member to read at a step of a path, and the step that follows it. */
export interface Reach {
  readonly name: string;
  readonly next: number;
  /** True for `constructor` and its like, which objects have without owning them. */
  readonly isInherited: boolean;
}

/** A path made ready: for each step, the members to read; after the last step the values are reached. */
export interface EventPath {
  readonly text: string;
  readonly steps: readonly (readonly Reach[])[];
}

/** A path whose values lie in arrays of objects, or in several places: they must be read one by one. */
export const SCATTERED: unique symbol = Symbol('scattered');

/** What a path leads to: nothing, one value, a list of which the scalars count, or values in several places. */
export type PathReading = undefined | Scalar | readonly Json[] | typeof SCATTERED;

/** Makes ready the path with this text. */
export function compileEventPath(text: string): EventPath {
  const names = text.split('.');
  const steps = names.map((_, from) =>
    names.slice(from).map((_, length): Reach => {
      const name = names.slice(from, from + length + 1).join('.');
      return { name, next: from + length + 1, isInherited: name in Object.prototype };
    }),
  );
  return { text, steps };
}

/** Reads the path in an event. */
export function readEventPath(event: JsonObject, path: EventPath): PathReading {
  return readStep(event, path.steps, 0);
}

/** The member of `object` that a step leads to; undefined where it has none of its own. */
export function readReach(object: JsonObject, reach: Reach): Json | undefined {
  return reach.isInherited && !Object.hasOwn(object, reach.name) ? undefined : object[reach.name];
}

/** True for a value that can be compared with matchers. */
export function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === 'object' ? value === null : value !== undefined;
}

function readStep(object: JsonObject, steps: EventPath['steps'], step: number): PathReading {
  const reaches = steps[step];
  if (reaches === undefined) return undefined;
  let found: PathReading;
  for (let at = 0; at < reaches.length; at++) {
    const reach = reaches[at] as Reach;
    const value = readReach(object, reach);
    if (value === undefined) continue;
    const reading = reach.next === steps.length ? readEnd(value) : readInner(value, steps, reach.next);
    if (reading === undefined) continue;
    if (found !== undefined) return SCATTERED;
    found = reading;
  }
  return found;
}

function readInner(value: Json, steps: EventPath['steps'], step: number): PathReading {
  if (isJsonObject(value)) return readStep(value, steps, step);
  return Array.isArray(value) && value.some(isContainer) ? SCATTERED : undefined;
}

function readEnd(value: Json): PathReading {
  if (!Array.isArray(value)) return isScalar(value) ? value : undefined;
  let scalars = 0;
  for (const element of value) {
    if (isScalar(element)) scalars += 1;
    else if (Array.isArray(element)) return SCATTERED;
  }
  return scalars === 0 ? undefined : value;
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}
