// One text for one value, whatever the order in which its members arrived: JSON with sorted names. It costs about
// as much as `JSON.stringify`, which does not sort, by three means. Objects that list the same names in the same
// order share a shape (`json-shape.ts`), which holds what stands between their values as whole texts. The result
// grows at its end only, which is how V8 joins texts fastest. And texts are not tested for characters that JSON
// escapes one by one, but all together; only the rare value that has one is written again, with care.
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import {
  AFTER_TEXT,
  BEFORE_TEXT,
  EMPTY_SHAPE,
  GAPS_PER_NAME,
  type JsonShape,
  shapeNamed,
} from './json-shape.ts';

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
  const writer = new CanonicalWriter('hopeful');
  const text = writer.write(value, omit);
  // Side by side, halves of a surrogate pair from two texts would look whole, so these are looked for in the result.
  const isRight = text.isWellFormed() && !holdsEscaped(writer.unescaped);
  return isRight ? text : new CanonicalWriter('careful').write(value, omit);
}

/** How texts are written: as they are, to be tested together afterwards (`hopeful`); escaped one by one (`careful`). */
type TextMode = 'hopeful' | 'careful';

/** Longer texts are prose, which often holds a line break or a quotation mark and is escaped at once. */
const UNESCAPED_LENGTH_MAX = 256;

/** How many places of `memberStack` may keep what they held from one value to the next. */
const MEMBERS_KEPT_MAX = 1024;

/** The members of the objects that are being written, the outermost first; each object knows where its own begin. */
const memberStack: Json[] = [];

type JsonScalar = Exclude<Json, readonly Json[] | JsonObject>;

class CanonicalWriter {
  /** Every text that is to be tested. */
  unescaped = '';
  readonly #mode: TextMode;

  constructor(mode: TextMode) {
    this.#mode = mode;
  }

  write(value: JsonObject, omit: string | undefined): string {
    const shape = takeMembers(value, EMPTY_SHAPE, 0, omit);
    const text = this.#addObject('', shape, 0, 1);
    if (memberStack.length > MEMBERS_KEPT_MAX) memberStack.length = 0;
    return text;
  }

  /** Adds the object whose members lie on the stack from `base` on. */
  #addObject(start: string, shape: JsonShape, base: number, depth: number): string {
    checkDepth(depth);
    const { places, gaps } = shape;
    const top = base + places.length;
    let text = start;
    let after = 0;
    for (let index = 0; index < places.length; index += 1) {
      const member = memberStack[base + (places[index] ?? 0)] ?? null;
      const gap = index * GAPS_PER_NAME + after;
      if (typeof member === 'string' && this.#isWrittenAsItIs(member)) {
        text += gaps[gap + BEFORE_TEXT];
        text += member;
        after = AFTER_TEXT;
      } else {
        text = this.#addValue(text + gaps[gap], member, shape, index, top, depth + 1);
        after = 0;
      }
    }
    if (places.length === 0) return `${text}{}`;
    return text + (after === AFTER_TEXT ? '"}' : '}');
  }

  #addArray(
    start: string,
    values: readonly Json[],
    shape: JsonShape,
    index: number,
    base: number,
    depth: number,
  ) {
    checkDepth(depth);
    let text = `${start}[`;
    for (let at = 0; at < values.length; at += 1) {
      if (at > 0) text += ',';
      text = this.#addValue(text, values[at] ?? null, shape, index, base, depth + 1);
    }
    return `${text}]`;
  }

  /** Adds what the member at `index` of an object of this shape is or holds; the stack is free from `base` on. */
  #addValue(
    start: string,
    value: Json,
    shape: JsonShape,
    index: number,
    base: number,
    depth: number,
  ): string {
    if (isJsonObject(value)) {
      const inner = takeMembers(value, shape.guesses[index] ?? EMPTY_SHAPE, base, undefined);
      if (inner.isRemembered) shape.guesses[index] = inner;
      return this.#addObject(start, inner, base, depth);
    }
    if (Array.isArray(value)) return this.#addArray(start, value, shape, index, base, depth);
    return start + this.#scalarText(value as JsonScalar);
  }

  #scalarText(value: JsonScalar): string {
    if (typeof value === 'string') return this.#isWrittenAsItIs(value) ? `"${value}"` : JSON.stringify(value);
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
    return String(value);
  }

  #isWrittenAsItIs(text: string): boolean {
    if (this.#mode === 'careful' || text.length > UNESCAPED_LENGTH_MAX) return false;
    this.unescaped += text;
    return true;
  }
}

/** Puts the members of an object on the stack, in the order of its shape's names, which is most often as guessed. */
function takeMembers(value: JsonObject, guess: JsonShape, base: number, omit: string | undefined): JsonShape {
  const { names } = guess;
  let count = 0;
  let isGuessed = true;
  // V8 reads members by `for…in` four times as fast as by the names that `Object.keys` lists.
  for (const name in value) {
    const member = value[name];
    if (member === undefined || name === omit) continue;
    if (names[count] !== name) isGuessed = false;
    memberStack[base + count] = member;
    count += 1;
  }
  return isGuessed && count === names.length ? guess : shapeNamed(namesOf(value, count, omit));
}

function namesOf(value: JsonObject, count: number, omit: string | undefined): readonly string[] {
  const names = Object.keys(value);
  if (names.length === count) return names;
  return names.filter((name) => name !== omit && value[name] !== undefined);
}

function checkDepth(depth: number): void {
  if (depth > CANONICAL_DEPTH_MAX)
    throw new JsonDepthError(`JSON nested more than ${CANONICAL_DEPTH_MAX} deep`);
}

/** What JSON escapes inside a text, but for halves of surrogate pairs. */
const ESCAPED: readonly string[] = [
  '"',
  '\\',
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
];

/** One native search for each character: on a long text 30 times as fast as one look at each of its characters. */
function holdsEscaped(text: string): boolean {
  // `indexOf` rather than `includes`, which V8 compiles to a slower call.
  for (const character of ESCAPED) if (text.indexOf(character) >= 0) return true;
  return false;
}
