/** The names of objects that list them in one order, and the text that stands between their values. */
export interface JsonShape {
  /** In the order in which the objects list them. */
  readonly names: readonly string[];
  /** For each place in sorted order, the place among `names`. */
  readonly places: readonly number[];
  /** GAPS_PER_NAME texts for each place in sorted order: what stands between the value before and this one. */
  readonly gaps: readonly string[];
  /** For each place in sorted order, the shape that the object there had last, and that the next one likely has. */
  readonly guesses: JsonShape[];
  /** Whether others may hold on to it: `shapeNamed` counts what it remembers. */
  readonly isRemembered: boolean;
}

/** Gaps of one name: plus AFTER_TEXT where the quotation mark of the value before is open, plus BEFORE_TEXT where … */
export const GAPS_PER_NAME = 4;
/** … the gap opens that of its own value. */
export const BEFORE_TEXT = 1;
/** Offset of the gaps that close the quotation mark of the value before. */
export const AFTER_TEXT = 2;

/** The shape of `{}`. */
export const EMPTY_SHAPE: JsonShape = createShape([], true);

const SHAPES_MAX = 1000;
const SHAPES_OF_FIRST_NAME_MAX = 16;
const SHAPE_TEXT_MAX = 4096;
const shapesByFirstName = new Map<string, JsonShape[]>();
let shapeCount = 0;

/** The shape of objects with these names in this order, which `names` must not change afterwards. */
export function shapeNamed(names: readonly string[]): JsonShape {
  const known = shapesByFirstName.get(names[0] ?? '');
  const shape = known?.find((candidate) => hasNames(candidate, names));
  return shape ?? rememberShape(names, known);
}

function hasNames(shape: JsonShape, names: readonly string[]): boolean {
  if (shape.names.length !== names.length) return false;
  for (let index = 1; index < names.length; index += 1) {
    if (shape.names[index] !== names[index]) return false;
  }
  return true;
}

/** Remembers at most SHAPES_MAX of moderate size, so that hostile names cannot fill the memory. */
function rememberShape(names: readonly string[], known: JsonShape[] | undefined): JsonShape {
  const textLength = names.reduce((length, name) => length + name.length, 0);
  if (textLength > SHAPE_TEXT_MAX) return createShape(names, false);
  if (shapeCount >= SHAPES_MAX) {
    shapesByFirstName.clear();
    shapeCount = 0;
  }
  const shape = createShape(names, true);
  const siblings = known === undefined || known.length >= SHAPES_OF_FIRST_NAME_MAX ? [] : known;
  shapesByFirstName.set(names[0] ?? '', siblings);
  siblings.push(shape);
  shapeCount += 1;
  return shape;
}

function createShape(names: readonly string[], isRemembered: boolean): JsonShape {
  const placeOfName = new Map(names.map((name, place) => [name, place]));
  const sorted = names.toSorted();
  return {
    names,
    places: sorted.map((name) => placeOfName.get(name) ?? 0),
    gaps: sorted.flatMap((name, index) => gapsBefore(name, index === 0)),
    guesses: sorted.map(() => EMPTY_SHAPE),
    isRemembered,
  };
}

function gapsBefore(name: string, isFirst: boolean): readonly string[] {
  const quoted = JSON.stringify(name);
  const start = isFirst ? '{' : ',';
  return [
    flat(start, quoted, ':'),
    flat(start, quoted, ':"'),
    flat('"', start, quoted, ':'),
    flat('"', start, quoted, ':"'),
  ];
}

/** The parts as one piece of memory, which `+` would put off: a gap is copied often. */
function flat(...parts: readonly string[]): string {
  return parts.join('');
}
