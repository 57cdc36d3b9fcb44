const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;

/** `length` hexadecimal digits that follow from `name` alone; different names give different digits, almost surely. */
export function idOfName(name: string, length: number): string {
  let digits = '';
  for (let round = 0; digits.length < length; round += 1) {
    digits += hash(`${round}:${name}`).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** FNV-1a with 32 bits, and a last mix so that names that differ at their end differ in every digit. */
function hash(text: string): number {
  let state = BASIS;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), PRIME);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  return (state ^ (state >>> 13)) >>> 0;
}
