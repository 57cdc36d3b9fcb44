/** Whether a payload was a whole line of some page, with what cannot be seen written out. */
export function isShown(texts: readonly string[], payload: string): boolean {
  const line = payload.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
  return texts.some((text) => text.split('\n').includes(line));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Lines of pages in which something stands that nobody sees, or that turns what is around it, as JSON. */
export function unseenIn(texts: readonly string[]): readonly string[] {
  const lines = new Set(texts.flatMap((text) => text.split('\n')).filter((line) => UNSEEN.test(line)));
  return [...lines].map((line) =>
    [...line].map((each) => (UNSEEN.test(each) ? escaped(each) : each)).join(''),
  );
}

/** Cells and lines of a page are told apart by tabs and line feeds. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Whether an address leads to a page, here or elsewhere, and to nothing that runs. */
export function isSafeLink(link: string, origin: string): boolean {
  return ['http:', 'https:'].includes(new URL(link, origin).protocol);
}
