/**
 * Texts as they are stored in columns that are looked up and sorted.
 *
 * SQLite and DynamoDB compare texts by code point and keep UTF-8, JavaScript compares them by UTF-16 code unit and
 * lets surrogates stand alone. So that both agree on the order, and no two texts become one, each is written
 * as U+D7FF, the character before the surrogates, and a letter that tells which one it is:
 *
 *     'a' → 'a'     '\uD800' → '\uD7FF\u0100'     '\uDFFF' → '\uD7FF\u08FF'     '\uD7FF' → '\uD7FF\u0001'
 */
const MARK = '\uD7FF';
const SURROGATE_FIRST = 0xd800;
const SURROGATE_LAST = 0xdfff;
const LETTER_OF_MARK = 1;
const LETTER_OF_FIRST = 0x100;
const TO_BE_MARKED = /[\uD7FF-\uDFFF]/;

/** The text as SQLite and DynamoDB keep and sort it exactly as JavaScript does. */
export function toKeyText(text: string): string {
  if (!TO_BE_MARKED.test(text)) return text;
  let key = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    key += isMarked(unit) ? MARK + String.fromCharCode(letterOf(unit)) : text.charAt(at);
  }
  return key;
}

/** The text that `toKeyText` made a key of. */
export function fromKeyText(key: string): string {
  if (!key.includes(MARK)) return key;
  let text = '';
  for (let at = 0; at < key.length; at += 1) {
    if (key.charAt(at) !== MARK) text += key.charAt(at);
    else text += String.fromCharCode(unitOf(key.charCodeAt(++at)));
  }
  return text;
}

function isMarked(unit: number): boolean {
  return unit >= SURROGATE_FIRST - 1 && unit <= SURROGATE_LAST;
}

function letterOf(unit: number): number {
  return unit < SURROGATE_FIRST ? LETTER_OF_MARK : unit - SURROGATE_FIRST + LETTER_OF_FIRST;
}

function unitOf(letter: number): number {
  return letter === LETTER_OF_MARK ? SURROGATE_FIRST - 1 : letter - LETTER_OF_FIRST + SURROGATE_FIRST;
}
