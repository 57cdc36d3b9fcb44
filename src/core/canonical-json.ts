// One text for one value, whatever the order in which its members arrived: JSON with sorted names. The findings of a
// feed have few different lists of names, so a list is sorted and quoted once and known again by its names, which
// are compared by identity; that makes it cost less than twice `JSON.stringify`, which does not sort.
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Deeper values are refused; whoever reads input refuses them first. */
export const CANONICAL_DEPTH_MAX = 256;

/** Thrown for a value nested more than CANONICAL_DEPTH_MAX deep: its reader should have refused it. */
export class JsonDepthError extends Error {
  override readonly name = 'JsonDepthError';
}

/**
 * JSON without spaces, the names of every object sorted by UTF-16 code units; `omit` leaves out one member of the
 * outermost object. Throws JsonDepthError past CANONICAL_DEPTH_MAX.
 */
export function canonicalJson(value: JsonObject, omit?: string): string {
  const names = Object.keys(value);
  const isOmitted = omit !== undefined && Object.hasOwn(value, omit);
  return objectText(value, isOmitted ? names.filter((name) => name !== omit) : names, 1);
}

/** The names of objects that list them in one order, sorted and quoted for the first and the later members. */
interface Shape {
  readonly names: readonly string[];
  readonly sorted: readonly string[];
  readonly opened: readonly string[];
  readonly joined: readonly string[];
}

const SHAPES_MAX = 1000;
const SHAPES_OF_FIRST_NAME_MAX = 16;
const SHAPE_TEXT_MAX = 4096;
const shapesByFirstName = new Map<string, Shape[]>();
let shapeCount = 0;

/** Up to this length, looking at each character is faster than calling `JSON.stringify`. */
const SCANNED_LENGTH_MAX = 24;

function objectText(value: JsonObject, names: readonly string[], depth: number): string {
  if (depth > CANONICAL_DEPTH_MAX)
    throw new JsonDepthError(`JSON nested more than ${CANONICAL_DEPTH_MAX} deep`);
  if (names.length === 0) return '{}';
  const { sorted, opened, joined } = shapeOf(names);
  let text = '';
  for (let index = 0; index < sorted.length; index += 1) {
    const member = value[sorted[index] ?? ''];
    if (member === undefined) continue;
    text += (text === '' ? opened[index] : joined[index]) + valueText(member, depth);
  }
  return text === '' ? '{}' : `${text}}`;
}

function valueText(value: Json, depth: number): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return isJsonObject(value) ? objectText(value, Object.keys(value), depth + 1) : arrayText(value, depth + 1);
}

function arrayText(values: readonly Json[], depth: number): string {
  if (depth > CANONICAL_DEPTH_MAX)
    throw new JsonDepthError(`JSON nested more than ${CANONICAL_DEPTH_MAX} deep`);
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    text += (index === 0 ? '' : ',') + valueText(values[index] ?? null, depth);
  }
  return `${text}]`;
}

function stringText(text: string): string {
  if (text.length > SCANNED_LENGTH_MAX) return JSON.stringify(text);
  for (let index = 0; index < text.length; index += 1) {
    if (!isPlain(text.charCodeAt(index))) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** True for printable ASCII but the quotation mark and the backslash, which JSON writes as they are. */
function isPlain(code: number): boolean {
  return code >= 32 && code <= 126 && code !== 34 && code !== 92;
}

function shapeOf(names: readonly string[]): Shape {
  const known = shapesByFirstName.get(names[0] ?? '');
  const shape = known?.find((candidate) => hasNames(candidate, names));
  return shape ?? rememberShape(createShape(names), known);
}

function hasNames(shape: Shape, names: readonly string[]): boolean {
  if (shape.names.length !== names.length) return false;
  for (let index = 1; index < names.length; index += 1) {
    if (shape.names[index] !== names[index]) return false;
  }
  return true;
}

function createShape(names: readonly string[]): Shape {
  const sorted = names.toSorted();
  const quoted = sorted.map((name) => `${JSON.stringify(name)}:`);
  return {
    names,
    sorted,
    opened: quoted.map((name) => `{${name}`),
    joined: quoted.map((name) => `,${name}`),
  };
}

/** Remembers at most SHAPES_MAX of moderate size, so that hostile names cannot fill the memory. */
function rememberShape(shape: Shape, known: Shape[] | undefined): Shape {
  const textLength = shape.joined.reduce((length, name) => length + name.length, 0);
  if (textLength > SHAPE_TEXT_MAX) return shape;
  if (shapeCount >= SHAPES_MAX) {
    shapesByFirstName.clear();
    shapeCount = 0;
  }
  const siblings = known === undefined || known.length >= SHAPES_OF_FIRST_NAME_MAX ? [] : known;
  shapesByFirstName.set(shape.names[0] ?? '', siblings);
  siblings.push(shape);
  shapeCount += 1;
  return shape;
}
