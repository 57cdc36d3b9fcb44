import type { Json } from './json.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. Intervals and decisions are counted in these. */
export type Instant = number & { readonly unit: 'instant-ms' };

/** A length of time in milliseconds. */
export type DurationMs = number;

const DIGIT_0 = 48;
const DIGIT_9 = 57;
const SPACE = 32;
const PLUS = 43;
const DASH = 45;
const POINT = 46;
const COLON = 58;
const UPPER_T = 84;
const UPPER_Z = 90;

/** `2026-01-02T03:04:05.123456789+00:00` is the longest form that is read. */
const DATE_TIME_LENGTH_MAX = 35;
const FRACTION_START = 19;
const FRACTION_DIGITS_MAX = 9;
const MILLIS_END = FRACTION_START + 4;
const LEAP_SECOND_NANOS = 999_999_999;
/** What makes a fraction of 0 to 9 digits one of nine, and ends it. */
const PADDING = [
  '.000000000Z',
  '00000000Z',
  '0000000Z',
  '000000Z',
  '00000Z',
  '0000Z',
  '000Z',
  '00Z',
  '0Z',
  'Z',
];

const DAY_SECONDS = 86_400;
/** Days from 0000-03-01 to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;
const SECONDS_MIN = secondsOf(1, 1, 1);
const SECONDS_END = secondsOf(10_000, 1, 1);
const INSTANT_MAX = SECONDS_END * 1000 - 1;

const DURATION_LENGTH_MAX = 9;
const UNIT_MS: ReadonlyMap<string, DurationMs> = new Map([
  ['d', DAY_SECONDS * 1000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
]);

/**
 * The instant that a date and time stands for, rounded down to the millisecond; undefined when it is not in one of
 * the forms that findings carry: `YYYY-MM-DDTHH:MM:SS` with 0 to 9 digits of fraction and `Z`, `±HH:MM` or `±HHMM`;
 * a space may stand for the `T`, and no zone is UTC. A leap second counts as the last nanosecond before it.
 */
export function parseInstant(text: Json | undefined): Instant | undefined {
  if (typeof text !== 'string') return undefined;
  const seconds = readSeconds(text);
  return seconds === undefined ? undefined : ((seconds * 1000 + readMillis(text)) as Instant);
}

/**
 * The same instant as UTC text of fixed width to the nanosecond, `2026-01-02T03:04:05.123456789Z`: comparing two of
 * them as strings compares the instants; undefined where `parseInstant` gives undefined.
 */
export function instantOrder(text: Json | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  const seconds = readSeconds(text);
  if (seconds === undefined) return undefined;
  if (isUtcText(text)) return padFraction(text);
  const dateTime = new Date(seconds * 1000).toISOString().slice(0, FRACTION_START);
  return `${dateTime}.${String(readNanos(text)).padStart(FRACTION_DIGITS_MAX, '0')}Z`;
}

/**
 * The instant in ISO 8601, UTC with milliseconds: `2026-01-02T03:04:05.123Z`. What comes after the year 9999, as a window
 * may that a hostile date begins, is its end: there are no more digits that everybody reads.
 */
export function formatInstant(instant: Instant): string {
  return new Date(Math.min(instant, INSTANT_MAX)).toISOString();
}

/** The length of time that `30d`, `12h`, `45m` or `90s` (up to 8 digits) stands for; undefined for anything else. */
export function parseDuration(text: Json | undefined): DurationMs | undefined {
  if (typeof text !== 'string' || text.length < 2 || text.length > DURATION_LENGTH_MAX) return undefined;
  const unitMs = UNIT_MS.get(text.charAt(text.length - 1));
  const count = readDigits(text, 0, text.length - 1);
  return unitMs === undefined || count < 0 ? undefined : count * unitMs;
}

// A finding says one instant in several members and is asked for it several times; to see that a text is the last
// one again takes a tenth of reading it.
let lastText = '';
let lastSeconds: number | undefined;

/** Whole seconds since 1970 of a text whose every character has been looked at; undefined for an unreadable one. */
function readSeconds(text: string): number | undefined {
  if (text.length < FRACTION_START || text.length > DATE_TIME_LENGTH_MAX) return undefined;
  if (text === lastText) return lastSeconds;
  lastText = text;
  lastSeconds = computeSeconds(text);
  return lastSeconds;
}

function computeSeconds(text: string): number | undefined {
  const day = readDay(text);
  const time = readTime(text);
  const fractionEnd = endOfFraction(text);
  if (day === undefined || time < 0 || fractionEnd < 0) return undefined;
  const offset = readOffset(text, fractionEnd);
  if (offset === undefined) return undefined;
  const seconds = day + time - offset;
  return seconds >= SECONDS_MIN && seconds < SECONDS_END ? seconds : undefined;
}

/** Seconds from 1970 to the start of the day that the text begins with; undefined for no such day. */
function readDay(text: string): number | undefined {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  const year = readDigits(text, 0, 4);
  const month = readDigits(text, 5, 7);
  const day = readDigits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return secondsOf(year, month, day);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Counts years from 1 March, so that a leap day is the last of its year. */
function secondsOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  return (marchYear * 365 + leapDays + dayOfYear - DAYS_BEFORE_1970) * DAY_SECONDS;
}

/** Seconds since midnight; -1 for no such time. */
function readTime(text: string): number {
  const separator = text.charCodeAt(10);
  if (separator !== UPPER_T && separator !== SPACE) return -1;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return -1;
  const hour = readDigits(text, 11, 13);
  const minute = readDigits(text, 14, 16);
  const second = isLeapSecond(text) ? 59 : readDigits(text, 17, 19);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

function isLeapSecond(text: string): boolean {
  return text.startsWith('59:60', 14);
}

/** Where the zone starts; -1 for a point that 1 to 9 digits do not follow. */
function endOfFraction(text: string): number {
  if (text.charCodeAt(FRACTION_START) !== POINT) return FRACTION_START;
  let end = FRACTION_START + 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const digits = end - FRACTION_START - 1;
  return digits >= 1 && digits <= FRACTION_DIGITS_MAX ? end : -1;
}

/** Seconds that the zone at `start` is ahead of UTC; undefined when the text does not end with that zone. */
function readOffset(text: string, start: number): number | undefined {
  if (start === text.length) return 0;
  const sign = text.charCodeAt(start);
  if (sign === UPPER_Z) return start + 1 === text.length ? 0 : undefined;
  if (sign !== PLUS && sign !== DASH) return undefined;
  const minuteStart = text.charCodeAt(start + 3) === COLON ? start + 4 : start + 3;
  const hours = readDigits(text, start + 1, start + 3);
  const minutes = readDigits(text, minuteStart, minuteStart + 2);
  if (text.length !== minuteStart + 2 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return undefined;
  return (hours * 3600 + minutes * 60) * (sign === PLUS ? 1 : -1);
}

function readMillis(text: string): number {
  // Three digits before the `Z` are what AWS writes most.
  const isMillis = text.length === MILLIS_END + 1 && text.charCodeAt(MILLIS_END) === UPPER_Z;
  if (isMillis && !isLeapSecond(text)) return readDigits(text, FRACTION_START + 1, MILLIS_END);
  return Math.floor(readNanos(text) / 1e6);
}

function readNanos(text: string): number {
  if (isLeapSecond(text)) return LEAP_SECOND_NANOS;
  const end = endOfFraction(text);
  let nanos = readDigits(text, FRACTION_START + 1, end);
  for (let digits = end - FRACTION_START - 1; digits < FRACTION_DIGITS_MAX; digits += 1) nanos *= 10;
  return nanos;
}

function isUtcText(text: string): boolean {
  return (
    text.charCodeAt(text.length - 1) === UPPER_Z && text.charCodeAt(10) === UPPER_T && !isLeapSecond(text)
  );
}

function padFraction(utcText: string): string {
  const digits = Math.max(0, utcText.length - FRACTION_START - 2);
  return utcText.slice(0, -1) + PADDING[digits];
}

/** The number written in the digits from `start` to `end`, 0 for none; -1 where another character stands there. */
function readDigits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - DIGIT_0;
  }
  return value;
}

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}
