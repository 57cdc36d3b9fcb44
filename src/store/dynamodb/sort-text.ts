/**
 * Texts that DynamoDB sorts as correlation reads: it compares sort keys by their UTF-8 bytes, ascending, up to
 * 1,024 bytes (Amazon DynamoDB Developer Guide, Quotas).
 *
 *     latest first    instant 9 → '…991'    instant 10 → '…990'      the greater the instant, the lesser the text
 *     two texts       ('a', 'z') → 'a' NUL 'z'                       NUL in the first is written 01 01, 01 as 01 02
 */
import { hash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';
import { fromKeyText, toKeyText } from '../key-text.ts';

/** What a sort key may take up, the instant before it left out. */
const TEXT_BYTES_MAX = 900;
const INSTANT_DIGITS = 17;
/** Beyond every instant that a date can have (8.64e15 ms). */
const INSTANT_MAX = 9e15;

/** The instant as text of fixed width, the latest first; infinite instants come before or after all others. */
export function toLatestFirst(instant: Instant): string {
  const at = Math.max(-INSTANT_MAX, Math.min(INSTANT_MAX, instant));
  return String(INSTANT_MAX - at).padStart(INSTANT_DIGITS, '0');
}

/** A text as a sort key; one that is too long keeps its beginning and is told apart by a hash. */
export function toSortText(text: string): string {
  return bounded(toKeyText(text));
}

/** Two texts as one sort key that sorts by the first, then by the second. */
export function toSortPair(first: string, second: string): string {
  return bounded(`${escaped(toKeyText(first))}\u0000${toKeyText(second)}`);
}

/** The texts that `toSortPair` made one; others where it had to cut them. */
export function fromSortPair(pair: string): readonly [string, string] {
  const end = pair.indexOf('\u0000');
  const first = pair.slice(0, end).replaceAll('\u0001\u0001', '\u0000').replaceAll('\u0001\u0002', '\u0001');
  return [fromKeyText(first), fromKeyText(pair.slice(end + 1))];
}

/** The instant that a text of `toLatestFirst` begins with. */
export function fromLatestFirst(text: string): Instant {
  return (INSTANT_MAX - Number(text.slice(0, INSTANT_DIGITS))) as Instant;
}

function escaped(text: string): string {
  if (!text.includes('\u0000') && !text.includes('\u0001')) return text;
  return text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001');
}

/** Of texts that share their first hundreds of bytes, pages come in the order of the hashes. */
function bounded(text: string): string {
  if (text.length * 3 <= TEXT_BYTES_MAX) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= TEXT_BYTES_MAX) return text;
  // What the cut leaves of a character is replaced by U+FFFD, as long as the hash tells the rest.
  return `${bytes.subarray(0, TEXT_BYTES_MAX).toString('utf8')}\u0000#${hash('sha256', text, 'hex')}`;
}
