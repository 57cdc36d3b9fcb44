import { distance } from 'fastest-levenshtein';
import { quoted } from '../core/issue.ts';
import type { NearestWord } from '../core/lint/nearest-word.ts';

const WORD_MAX = 96;

/** `did you mean …?` for the candidate nearest to `word`, when one is near enough to be a slip of the hand. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const nearest = nearestWord(word, candidates, Math.max(2, Math.floor(word.length / 3)));
  return nearest === undefined ? undefined : `did you mean ${quoted(nearest)}?`;
}

/** The candidate that is nearest to `word`, at most `stepsMax` letters away whatever their case. */
export const nearestWord: NearestWord = (word, candidates, stepsMax) => {
  // Distance costs the product of both lengths, and nobody misspells a word of a thousand letters.
  if (word.length > WORD_MAX) return undefined;
  let nearest: string | undefined;
  let least = stepsMax + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps >= least) continue;
    least = steps;
    nearest = candidate;
  }
  return nearest;
};
