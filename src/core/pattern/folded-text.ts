// `equals-ignore-case` is not symmetric: each UTF-16 unit of the pattern accepts its own lower-case and its own
// upper-case spelling, whatever their lengths. `ß` accepts `ß` and `SS`, but `SS` does not accept `ß`
// (aws/event-ruler, EqualsIgnoreCaseParser).

/** A text of a pattern, unit by unit, with the spellings that each unit accepts. */
export interface FoldedText {
  readonly lower: readonly string[];
  readonly upper: readonly string[];
  /** True when every unit is ASCII, so that lower-casing both sides finds whatever matches. */
  readonly isAscii: boolean;
}

/** Prepares a text for `foldedEquals`, `foldedStartsWith` and `foldedEndsWith`. */
export function foldText(text: string): FoldedText {
  const lower: string[] = [];
  const upper: string[] = [];
  let isAscii = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    lower.push(unit.toLowerCase());
    upper.push(unit.toUpperCase());
    if (unit > '\u007f') isAscii = false;
  }
  return { lower, upper, isAscii };
}

/** True when the whole value spells the text. */
export function foldedEquals(text: FoldedText, value: string): boolean {
  return endOfPrefix(text, value) === value.length;
}

/** True when the value starts with a spelling of the text. */
export function foldedStartsWith(text: FoldedText, value: string): boolean {
  return endOfPrefix(text, value) >= 0;
}

/** True when the value ends with a spelling of the text. */
export function foldedEndsWith(text: FoldedText, value: string): boolean {
  let end = value.length;
  for (let at = text.lower.length - 1; at >= 0; at--) {
    const lower = text.lower[at] ?? '';
    const upper = text.upper[at] ?? '';
    if (value.endsWith(lower, end)) end -= lower.length;
    else if (value.endsWith(upper, end)) end -= upper.length;
    else return false;
  }
  return true;
}

function endOfPrefix(text: FoldedText, value: string): number {
  let from = 0;
  for (let at = 0; at < text.lower.length; at++) {
    const lower = text.lower[at] ?? '';
    const upper = text.upper[at] ?? '';
    if (value.startsWith(lower, from)) from += lower.length;
    else if (value.startsWith(upper, from)) from += upper.length;
    else return -1;
  }
  return from;
}
