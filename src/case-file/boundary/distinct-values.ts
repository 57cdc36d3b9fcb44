import { countedValues, type Evidence } from '../../core/correlation/evidence.ts';
import type { Instant } from '../../core/instant.ts';

/** The distinct values that pieces of evidence bring to a count. */
export function valuesOf(pieces: readonly Evidence[]): ReadonlySet<string> {
  return new Set(pieces.flatMap(countedValues));
}

/**
 * A set of pieces without which fewer than `count` distinct values are left, and if it can be, just one fewer; none of
 * them could stay. The pieces that bring least that no other brings are taken first.
 */
export function neededPieces(pieces: readonly Evidence[], count: number): readonly Evidence[] {
  let left = pieces;
  while (left.length > 0 && valuesOf(left).size >= count) {
    const least = leastLoss(left);
    left = left.filter((piece) => piece !== least);
  }
  for (const piece of pieces) {
    if (!left.includes(piece) && valuesOf([...left, piece]).size < count) left = [...left, piece];
  }
  return pieces.filter((piece) => !left.includes(piece));
}

function leastLoss(pieces: readonly Evidence[]): Evidence | undefined {
  const times = new Map<string, number>();
  for (const piece of pieces)
    for (const value of valuesOf([piece])) times.set(value, (times.get(value) ?? 0) + 1);
  let least: { readonly piece: Evidence; readonly loss: number } | undefined;
  for (const piece of pieces) {
    const loss = [...valuesOf([piece])].filter((value) => times.get(value) === 1).length;
    if (least === undefined || loss < least.loss) least = { piece, loss };
  }
  return least?.piece;
}

/** The latest instant at which pieces with `count` distinct values have not yet ended; undefined when they are fewer. */
export function latestEnd(pieces: readonly Evidence[], count: number): Instant | undefined {
  const ends = extremes(pieces, ({ to }) => to, Math.max);
  return ends.sort((a, b) => b - a)[count - 1];
}

/** The earliest instant at which pieces with `count` distinct values have begun; undefined when they are fewer. */
export function earliestStart(pieces: readonly Evidence[], count: number): Instant | undefined {
  const starts = extremes(pieces, ({ from }) => from, Math.min);
  return starts.sort((a, b) => a - b)[count - 1];
}

function extremes(
  pieces: readonly Evidence[],
  instantOf: (piece: Evidence) => Instant,
  choose: (a: number, b: number) => number,
): Instant[] {
  const byValue = new Map<string, Instant>();
  for (const piece of pieces) {
    const instant = instantOf(piece);
    for (const value of countedValues(piece)) {
      byValue.set(value, choose(byValue.get(value) ?? instant, instant) as Instant);
    }
  }
  return [...byValue.values()];
}
