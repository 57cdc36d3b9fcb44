/**
 * The candidate that a misspelt word most likely stands for: at most `stepsMax` letters away, whatever their case;
 * undefined when none is that near. Handed in, as the core counts no letters.
 */
export type NearestWord = (
  word: string,
  candidates: Iterable<string>,
  stepsMax: number,
) => string | undefined;

/** Takes nothing for misspelt. */
export const nothingNear: NearestWord = () => undefined;
