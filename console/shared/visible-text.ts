/**
 * Characters that show nothing, or change how the text around them is read: controls except line feed, direction marks,
 * zero-width and other ignorable characters, line separators, and halves of surrogate pairs.
 */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** The text with every character that cannot be seen written as JSON writes it: `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => character.split('').map(escaped).join(''));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
