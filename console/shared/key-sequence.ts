/** A key with the key before it, where that came shortly before: `g i`. */
export interface KeySequence {
  /** The name of what was pressed: the longest one that `isKnown`, or undefined. */
  press(key: string, atMs: number, isKnown: (name: string) => boolean): string | undefined;
}

/** Keys that follow each other within this belong together. */
const TOGETHER_MS = 1000;

/** Remembers the key before. */
export function createKeySequence(): KeySequence {
  let before: { readonly key: string; readonly atMs: number } | undefined;
  return {
    press(key, atMs, isKnown) {
      const pair = before && atMs - before.atMs <= TOGETHER_MS ? `${before.key} ${key}` : undefined;
      const name = [pair, key].find((each) => each !== undefined && isKnown(each));
      // What was the end of a sequence begins no other.
      before = name === undefined ? { key, atMs } : undefined;
      return name;
    },
  };
}
