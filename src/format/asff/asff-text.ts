/**
 * The text as ASFF takes it: never blank (`fallback` stands in, which must not be blank itself), at most `max` UTF-16
 * units, whole code points; line breaks and control characters become spaces, since the documented pattern
 * `.*\S.*` need not cross lines. What is cut ends in `…`.
 */
export function toAsffText(text: string, max: number, fallback = '-'): string {
  const plain = plainText(text, max);
  return cutText(plain === '' ? plainText(fallback, max) : plain, max);
}

/** True where the text may stand in ASFF as it is: well-formed, not blank, `min` to `max` UTF-16 units long. */
export function isAsffText(text: string, max: number, min = 1): boolean {
  return text.length >= min && text.length <= max && text.trim() !== '' && text.isWellFormed();
}

/** How often a text may be longer than its limit before its blanks are counted: the rest of it is not looked at. */
const READ_AHEAD = 16;

function plainText(text: string, max: number): string {
  const start = text.trimStart().slice(0, max * READ_AHEAD);
  return start
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  const isInsidePair = isHighSurrogate(text.charCodeAt(end - 1));
  return `${text.slice(0, isInsidePair ? end - 1 : end).trimEnd()}…`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
