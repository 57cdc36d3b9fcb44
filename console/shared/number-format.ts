import type { Language } from '../../src/core/rule/rule-texts.ts';

/** A whole number with the separators of the language. */
export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

/** A share of a whole in percent; what is there but less than can be written says so, and nothing of nothing is 0 %. */
export function shareText(part: number, whole: number, language: Language): string {
  const share = whole === 0 ? 0 : part / whole;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return share > 0 && share < LEAST_SHARE ? `<\u00a0${percent.format(LEAST_SHARE)}` : percent.format(share);
}

const LEAST_SHARE = 0.001;

const UNITS: readonly (readonly [unit: string, lengthMs: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** How long something took, in the greatest unit that is full and with one digit behind the point. */
export function durationText(durationMs: number, language: Language): string {
  const sign = durationMs < 0 ? -1 : 1;
  const lengthMs = Math.abs(durationMs);
  const [unit, unitMs] = UNITS.find(([, size]) => lengthMs >= size) ?? ['second', 1000];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format((sign * lengthMs) / unitMs);
}

/** A day written YYYY-MM-DD, as a label on an axis; it is the same day in every zone. */
export function dayText(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
