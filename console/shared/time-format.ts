import type { Language } from '../../src/core/rule/rule-texts.ts';

/** Date and time to the second with the zone; `timeZone` is an IANA name, or `local`. */
export function absoluteTime(at: string, language: Language, timeZone: string): string {
  return formatOf(language, timeZone).format(new Date(at));
}

// To make a format takes as long as to use it a hundred times, and a page shows hundreds of times.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'long',
    ...(timeZone !== 'local' && { timeZone }),
  });
  formats.set(key, format);
  return format;
}

/** The IANA name of a zone; `local` is that of the browser. */
export function zoneName(timeZone: string): string {
  return timeZone === 'local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago, in the greatest unit that is full. */
export function relativeTime(at: string, now: number, language: Language): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(seconds / length),
    unit,
  );
}
