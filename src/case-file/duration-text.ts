import type { DurationMs } from '../core/instant.ts';

const UNITS: readonly (readonly [unit: string, ms: DurationMs])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** A length of time as rule files write it, in the greatest unit of which it is a whole number: `30d`, `36h`, `0.5s`. */
export function durationText(durationMs: DurationMs): string {
  const found = UNITS.find(([, ms]) => durationMs >= ms && durationMs % ms === 0);
  return found === undefined ? `${durationMs / 1000}s` : `${durationMs / found[1]}${found[0]}`;
}
