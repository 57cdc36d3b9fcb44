import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { Matcher } from '../../../src/core/pattern/matcher.ts';
import { parsePattern, patternGroup } from '../../../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import { patternBranches } from '../../../src/core/pattern/pattern-branches.ts';
import type { GroupLeaf } from '../../../src/core/pattern/pattern-group.ts';

const NAMES = ['a', 'b', 'c', 'a.b', '__proto__', 'constructor', 'é'];
const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'aB',
  'aba',
  'ß',
  'SS',
  '日本',
  '😀x',
  '10.0.0.1',
  '::ffff:a00:1',
  '10.9.9.9',
  '5',
  'x*y',
];
const NUMBERS = [0, -1, 5, 5.5, 100, 6e11, 0.1234567];

const name: fc.Arbitrary<string> = fc.constantFrom(...NAMES);
const text: fc.Arbitrary<string> = fc.constantFrom(...TEXTS);
const scalar: fc.Arbitrary<Json> = fc.oneof(text, fc.constantFrom<Json>(...NUMBERS, true, false, null));

// Object.fromEntries makes an own member of `__proto__`, as JSON.parse does.
function objectOf(member: fc.Arbitrary<Json>, minLength: number): fc.Arbitrary<JsonObject> {
  return fc
    .array(fc.tuple(name, member), { minLength, maxLength: 4 })
    .map((members) => Object.fromEntries(members));
}

function eventValueOf(depth: number): fc.Arbitrary<Json> {
  if (depth === 0) return scalar;
  const inner = eventValueOf(depth - 1);
  return fc.oneof(scalar, fc.array(inner, { maxLength: 3 }), objectOf(inner, 0));
}

/** Events with members, arrays and unicode that the patterns below look at. */
export const arbitraryEvent: fc.Arbitrary<JsonObject> = objectOf(eventValueOf(3), 1);

/** Events without arrays and nested objects. */
export const arbitraryFlatEvent: fc.Arbitrary<JsonObject> = objectOf(scalar, 1);

const anythingBut: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.constantFrom<Json>(5, [0, 5], ['a', 'ab']),
  fc
    .constantFrom('prefix', 'suffix', 'equals-ignore-case', 'wildcard')
    .chain((operator) =>
      fc
        .oneof(text, fc.array(text, { minLength: 1, maxLength: 2 }))
        .map((operand) => ({ [operator]: operand })),
    ),
);

const matcher: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.boolean().map((exists) => ({ exists })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('prefix', 'suffix', 'equals-ignore-case'), text)
      .map(([operator, operand]) => ({ [operator]: operand })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('prefix', 'suffix'), text)
      .map(([operator, operand]) => ({ [operator]: { 'equals-ignore-case': operand } })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', 'a*', '*a', 'a*a', '*a*b*', 'x\\*y').map((wildcard) => ({ wildcard })),
  },
  { weight: 1, arbitrary: anythingBut.map((operand) => ({ 'anything-but': operand })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Json>(['>', 0], ['<=', 5], ['=', 5.5], ['>=', -1, '<', 5])
      .map((numeric) => ({ numeric })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('10.0.0.0/8', '10.0.0.0/24', '2001:db8::/32').map((cidr) => ({ cidr })),
  },
);

const leaf: fc.Arbitrary<Json> = fc.array(matcher, { minLength: 1, maxLength: 3 });

function groupOf(depth: number): fc.Arbitrary<JsonObject> {
  if (depth === 0) return objectOf(leaf, 1);
  const inner = groupOf(depth - 1);
  const members = objectOf(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: inner }), 1);
  const or = fc.option(fc.array(inner, { minLength: 2, maxLength: 3 }), { freq: 2 });
  const position = fc.boolean();
  return fc.tuple(members, or, position).map(([outside, choices, isFirst]) => {
    if (choices === null) return outside;
    const written: [string, Json][] = [['$or', choices]];
    return Object.fromEntries(
      isFirst
        ? ([...written, ...Object.entries(outside)] as [string, Json][])
        : ([...Object.entries(outside), ...written] as [string, Json][]),
    );
  });
}

/** Patterns that `parsePattern` accepts. */
export const arbitraryPattern: fc.Arbitrary<Pattern> = groupOf(2)
  .map(parsePattern)
  .filter((parsed) => parsed.ok)
  .map((parsed) => parsed.value);

/** Events that come near to matching the pattern: the values that one of its branches asks for, and some noise. */
export function eventNear(
  pattern: Pattern,
  { hasLists }: { readonly hasLists: boolean } = { hasLists: true },
): fc.Arbitrary<JsonObject> {
  const branches = patternBranches(patternGroup(pattern));
  const wanted = fc.constantFrom(...branches).map((branch) => branch.flatMap((leaf) => wantedMember(leaf)));
  const noise = fc.oneof(fc.constant({}), hasLists ? arbitraryEvent : arbitraryFlatEvent);
  const wrapping = fc.constantFrom<Wrap>((value) => value, ...(hasLists ? [inList, besideOthers] : []));
  return fc.tuple(wanted, noise, wrapping).map(([members, event, wrap]) => withMembers(event, members, wrap));
}

type Wrap = (value: Json) => Json;

const inList: Wrap = (value) => [value];
const besideOthers: Wrap = (value) => ['x', { a: 'ab' }, value];

interface WantedMember {
  readonly names: readonly string[];
  readonly value: Json;
}

function wantedMember(leaf: GroupLeaf): readonly WantedMember[] {
  const values = leaf.matchers.map(wantedValue);
  const value = values.find((each) => each !== undefined);
  return value === undefined || values.includes(undefined) ? [] : [{ names: leaf.text.split('.'), value }];
}

function wantedValue(matcher: Matcher): Json | undefined {
  switch (matcher.kind) {
    case 'exact':
      return matcher.value;
    case 'prefix':
      return `${matcher.ignoresCase ? matcher.text.toUpperCase() : matcher.text}a`;
    case 'suffix':
      return `a${matcher.text}`;
    case 'equals-ignore-case':
      return matcher.text.toUpperCase();
    case 'wildcard':
      return matcher.text.replaceAll('*', 'a');
    case 'cidr':
      return '10.0.0.1';
    case 'numeric':
      return matcher.isMaxOpen ? 0 : matcher.max;
    case 'exists':
      return matcher.exists ? 'x' : undefined;
    default:
      return 'zz';
  }
}

function withMembers(event: JsonObject, members: readonly WantedMember[], wrap: Wrap): JsonObject {
  const direct = new Map<string, Json>(Object.entries(event) as [string, Json][]);
  const inner = new Map<string, WantedMember[]>();
  for (const { names, value } of members) {
    const [name = '', ...rest] = names;
    if (rest.length === 0) direct.set(name, value);
    else inner.set(name, [...(inner.get(name) ?? []), { names: rest, value }]);
  }
  for (const [name, below] of inner) direct.set(name, wrap(withMembers({}, below, wrap)));
  return Object.fromEntries(direct);
}

/** The pattern that this JSON stands for; the test that calls it is wrong when there is none. */
export function patternOf(json: Json): Pattern {
  const parsed = parsePattern(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}
