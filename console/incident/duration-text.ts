import type { Language } from '../../src/core/rule/rule-texts.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A length of time in its greatest full unit and the next smaller one: `30 days`, `1 day 12 hours`. */
export function durationText(ms: number, language: Language): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first < 0) return inUnit(0, 'second', language);
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(inUnit(count, unit, language));
  }
  return parts.join(' ');
}

function inUnit(count: number, unit: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
