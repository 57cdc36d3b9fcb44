import type { Json } from '../../core/json.ts';

/**
 * A timestamp that Security Hub accepts: RFC 3339 with seconds, at most 9 digits of fraction, and `Z` or an offset
 * of hours with or without minutes within ±18:00.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html ("Timestamp format")
 */
export function timestamp(value: Json, path: string, problems: string[]): void {
  const match = typeof value === 'string' && value.length <= TEXT_LENGTH_MAX ? FORM.exec(value) : null;
  if (match === null || !isDate(match) || !isTime(match) || !isOffset(match)) {
    problems.push(`${path}: not an RFC 3339 timestamp`);
  }
}

const TEXT_LENGTH_MAX = 40;
const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2})(?::?(\d{2}))?)$/;

function isDate(match: RegExpExecArray): boolean {
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isTime(match: RegExpExecArray): boolean {
  const [hour = 0, minute = 0, second = 0] = match.slice(4, 7).map(Number);
  return hour <= 23 && minute <= 59 && second <= 59;
}

function isOffset(match: RegExpExecArray): boolean {
  const hours = Number(match[7] ?? 0);
  const minutes = Number(match[8] ?? 0);
  return minutes <= 59 && hours * 60 + minutes <= 18 * 60;
}
