import { distance } from 'fastest-levenshtein';
import { quoted } from '../core/issue.ts';

const WORD_MAX = 64;

/** `did you mean …?` for the candidate nearest to `word`, when one is near enough to be a slip of the hand. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  // Distance costs the product of both lengths, and nobody misspells a word of a thousand letters.
  if (word.length > WORD_MAX) return undefined;
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps >= least) continue;
    least = steps;
    nearest = candidate;
  }
  return nearest === undefined ? undefined : `did you mean ${quoted(nearest)}?`;
}
