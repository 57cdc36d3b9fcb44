import type { Position } from '../core/issue.ts';

/** Turns offsets of one text into lines and columns. */
export interface LineIndex {
  /** 1-based line and column (UTF-16 units) of an offset; offsets past the end are the end. */
  positionOf(offset: number): Position;
}

/** An index of the line breaks (`\n`, also after `\r`) of a text. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    positionOf(offset) {
      const bounded = Math.min(Math.max(offset, 0), text.length);
      const line = lastNotAfter(starts, bounded);
      return { line: line + 1, column: bounded - (starts[line] ?? 0) + 1 };
    },
  };
}

function lastNotAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
