/**
 * How many columns text takes on a terminal, and what follows from it: cutting, padding and wrapping. Text is taken
 * by grapheme, so that `e` with its accent is one column and a flag is two. Hostile text goes through `harmlessText`
 * first.
 */

/** Columns that `text` takes on a terminal. */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const { segment } of SEGMENTER.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** `text` and as many spaces as fill `width` columns; longer text stays as it is. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** `text`, or as much of it as leaves room for `…` within `width` columns. */
export function cutToWidth(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${takeWidth(text, Math.max(0, width - 1))}…`;
}

/**
 * The lines of `text`, each at most `width` columns (at least 2): broken at spaces, else after `/` or `:`, else after
 * `-`, else where the line is full.
 */
export function wrapToWidth(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (displayWidth(rest) > width) {
    const full = takeWidth(rest, Math.max(2, width));
    const line = full.slice(0, breakIn(full, rest));
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return [...lines, rest];
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7e) return false;
  return true;
}

/** Marks and joiners add nothing to the character that they belong to. */
function graphemeWidth(grapheme: string): number {
  let width = 0;
  for (const character of grapheme) width = Math.max(width, characterWidth(character));
  return width;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE_RANGES.some(([first, last]) => code >= first && code <= last) || EMOJI.test(character) ? 2 : 1;
}

/** Blocks of East Asian Width W and F (Unicode Standard Annex 11); emoji are told by their own property. */
const WIDE_RANGES: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

/** The longest beginning of `text` of at most `width` columns. */
function takeWidth(text: string, width: number): string {
  if (isAscii(text.slice(0, width + 1))) return text.slice(0, width);
  let taken = '';
  let room = width;
  for (const { segment } of SEGMENTER.segment(text)) {
    room -= graphemeWidth(segment);
    if (room < 0) break;
    taken += segment;
  }
  return taken;
}

/** Where to break a full line, as near to its end as its second half allows. */
function breakIn(full: string, rest: string): number {
  if (rest.charAt(full.length) === ' ') return full.length;
  const space = full.lastIndexOf(' ');
  if (space > 0) return space;
  const half = full.length / 2;
  const mark = Math.max(full.lastIndexOf('/'), full.lastIndexOf(':')) + 1;
  if (mark > half) return mark;
  const hyphen = full.lastIndexOf('-') + 1;
  return hyphen > half ? hyphen : full.length;
}
