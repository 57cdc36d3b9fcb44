import type { Issue } from '../issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Matcher } from './matcher.ts';
import { parseMatcher } from './parse-matcher.ts';
import { invalidPattern, type PatternPath } from './pattern-issue.ts';

/** Objects and `$or` lists may be nested this deep in a pattern. */
export const PATTERN_DEPTH_MAX = 100;

/** One path of a pattern with the matchers that its values may pass. */
export interface GroupLeaf {
  readonly names: readonly string[];
  /** The names joined by dots: two leaves with one text are about one path (aws/event-ruler, Path). */
  readonly text: string;
  /** Where the list of matchers stands in the pattern, `$or` and its indices included. */
  readonly place: PatternPath;
  readonly matchers: readonly Matcher[];
  /** The matchers as they were written. */
  readonly json: readonly Json[];
}

/** Groups of which at least one must hold. */
export interface GroupOr {
  /** The objects around the `$or`. */
  readonly names: readonly string[];
  readonly or: readonly PatternGroup[];
}

/** What must hold together, in the order in which it is written; nested objects are flattened into it. */
export type PatternGroup = readonly (GroupLeaf | GroupOr)[];

/** A pattern read into its groups, with everything that is wrong with it. */
export interface PatternReading {
  readonly group: PatternGroup;
  readonly issues: readonly Issue[];
}

// Names that cannot be members inside `$or` (aws/event-ruler, RESERVED_FIELD_NAMES_IN_OR_RELATIONSHIP).
const RESERVED_IN_OR: ReadonlySet<string> = new Set([
  ...[
    'exactly',
    'equals-ignore-case',
    'prefix',
    'suffix',
    'anything-but',
    'exists',
    'wildcard',
    'numeric',
    'cidr',
  ],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case', 'date-after'],
  ...['date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range', 'ip-address-in-range'],
  'ip-address-not-in-range',
]);

interface Place {
  readonly names: readonly string[];
  readonly path: PatternPath;
  readonly isInsideOr: boolean;
  readonly depth: number;
}

const TOP: Place = { names: [], path: [], isInsideOr: false, depth: 0 };

/** Reads a pattern into groups, with all its issues; `isOrAName` takes `$or` for a member like any other. */
export function readPatternGroup(json: JsonObject, isOrAName = false): PatternReading {
  const issues: Issue[] = [];
  return { group: readObject(json, TOP, { issues, isOrAName }), issues };
}

interface Reader {
  readonly issues: Issue[];
  readonly isOrAName: boolean;
}

function readObject(json: JsonObject, place: Place, reader: Reader): PatternGroup {
  const names = Object.keys(json);
  if (names.length === 0) return refuse(reader, place.path, 'an empty object is no pattern');
  if (place.depth > PATTERN_DEPTH_MAX) {
    return refuse(reader, place.path, `the pattern is nested more than ${PATTERN_DEPTH_MAX} deep`);
  }
  return names.flatMap((name) => readMember(name, json[name] ?? null, place, reader));
}

function readMember(name: string, json: Json, outer: Place, reader: Reader): PatternGroup {
  const path = [...outer.path, name];
  if (name === '$or' && !reader.isOrAName) return readOr(json, { ...outer, path }, reader);
  if (outer.isInsideOr && RESERVED_IN_OR.has(name)) {
    return refuse(reader, path, `\`${name}\` is an operator and cannot be a member inside \`$or\``);
  }
  const place = { ...outer, path, names: [...outer.names, name], depth: outer.depth + 1 };
  if (isJsonObject(json)) return readObject(json, place, reader);
  if (Array.isArray(json)) return readLeaf(json, place, reader);
  return refuse(reader, path, `\`${name}\` must be a list or an object`, 'put the value into brackets');
}

function readOr(json: Json, place: Place, reader: Reader): PatternGroup {
  if (!Array.isArray(json) || json.length < 2) {
    return refuse(reader, place.path, '`$or` must be a list of at least two objects');
  }
  const or = json.map((element: Json, index) => {
    const inner = { ...place, path: [...place.path, index], isInsideOr: true, depth: place.depth + 1 };
    if (isJsonObject(element)) return readObject(element, inner, reader);
    return refuse(reader, inner.path, 'every element of `$or` must be an object');
  });
  return [{ names: place.names, or }];
}

function readLeaf(json: readonly Json[], place: Place, reader: Reader): PatternGroup {
  if (json.length === 0) return refuse(reader, place.path, 'an empty list matches nothing');
  const matchers: Matcher[] = [];
  for (const [index, element] of json.entries()) {
    const matcher = parseMatcher(element, [...place.path, index]);
    if ('code' in matcher) reader.issues.push(matcher);
    else matchers.push(matcher);
  }
  const text = pathText(place.names);
  if (text.split('.').length > PATTERN_DEPTH_MAX)
    return refuse(reader, place.path, `a path of more than ${PATTERN_DEPTH_MAX} names`);
  return [{ names: place.names, text, place: place.path, matchers, json }];
}

// A name of no characters at the start leaves no dot behind (aws/event-ruler, Path.extendedName).
function pathText(names: readonly string[]): string {
  const outer = names.slice(0, -1).join('.');
  const last = names[names.length - 1] ?? '';
  return outer === '' ? last : `${outer}.${last}`;
}

function refuse(reader: Reader, path: PatternPath, message: string, hint?: string): PatternGroup {
  reader.issues.push(invalidPattern(path, message, hint));
  return [];
}
