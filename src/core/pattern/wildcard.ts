// A wildcard is cut at its stars into literal pieces: the first must start the text, the last must end it, and
// those between are found one after the other, each at the first place where it fits. Taking the first place is
// never wrong, so nothing is tried twice: `a*b*c` → ['a', 'b', 'c'].

/** A wildcard cut at its stars: one piece has no star, `*` alone is two empty pieces. */
export type WildcardPieces = readonly string[];

/**
 * The pieces of a wildcard, or what is wrong with it: two stars in a row, or a backslash that escapes neither a
 * star nor a backslash.
 */
export function parseWildcard(text: string): WildcardPieces | { readonly problem: string } {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '*') {
      if (text.charAt(at + 1) === '*') return { problem: 'two `*` in a row' };
      pieces.push(piece);
      piece = '';
    } else if (char === '\\') {
      at += 1;
      const escaped = text.charAt(at);
      if (escaped !== '*' && escaped !== '\\') return { problem: 'a `\\` that escapes neither `*` nor `\\`' };
      piece += escaped;
    } else {
      piece += char;
    }
  }
  pieces.push(piece);
  return pieces;
}

/** True when the text matches the wildcard; the cost grows with the two lengths, never with the number of ways. */
export function matchWildcard(pieces: WildcardPieces, text: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  if (pieces.length === 1) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (let at = 1; at < pieces.length - 1; at++) {
    const piece = pieces[at] ?? '';
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
