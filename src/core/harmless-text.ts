const LENGTH_MAX = 4096;

// Everything that moves the cursor, changes direction, is invisible or is half a character.
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text of others, safe to show on a terminal: one line of at most `lengthMax` UTF-16 units (and `…`), in which line
 * breaks and tabs are spaces and every other control, format, direction or invisible character is `\uFFFD`.
 */
export function harmlessText(text: string, lengthMax: number = LENGTH_MAX): string {
  const cut = text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text;
  return isPlain(cut) ? cut : withoutControls(cut.replace(/[\n\r\t]/g, ' '));
}

/** The text with every character that `harmlessText` replaces, line breaks too, as `\uFFFD`; its length stays. */
export function withoutControls(text: string): string {
  return isPlain(text) ? text : text.replace(HARMFUL, (character) => '\uFFFD'.repeat(character.length));
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}
