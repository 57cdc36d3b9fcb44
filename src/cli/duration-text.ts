import type { DurationMs } from '../core/instant.ts';

const UNITS: readonly (readonly [name: string, ms: DurationMs])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** A length of time as people say it, in its two greatest units: `31 days 4 hours`; below a second `0.25 seconds`. */
export function toDurationText(durationMs: DurationMs): string {
  const first = UNITS.findIndex(([, ms]) => durationMs >= ms);
  if (first < 0) return `${durationMs / 1000} seconds`;
  const parts: string[] = [];
  let rest = durationMs;
  for (const [name, ms] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ');
}
