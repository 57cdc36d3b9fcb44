import type { Language } from '../../../src/core/rule/rule-texts.ts';
import { type ZoneTime, zoneTime } from '../../shared/zone-time.ts';

/** A mark on the scale of time. */
export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

/** What part of time a scale shows, and how. */
export interface ScaleOptions {
  readonly start: number;
  readonly end: number;
  /** At most so many ticks. */
  readonly max: number;
  readonly timeZone: string;
  readonly language: Language;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const STEPS_MS = [
  1000,
  5000,
  15_000,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
];

const STEPS_MONTHS = [1, 3, 6, 12, 60, 120];

/** Round instants of a zone between two instants, each with what the clocks and the calendar show there. */
export function timeTicks(options: ScaleOptions): readonly TimeTick[] {
  const { start, end, max, timeZone } = options;
  const zone = zoneTime(timeZone);
  const step = STEPS_MS.find((size) => (end - start) / size <= max);
  const locals = step === undefined ? monthsOf(options, zone) : roundOf(options, zone, step);
  const ticks = locals
    .map((local) => ({ local, at: zone.fromLocal(local) }))
    .filter(({ at }) => at >= start && at <= end)
    // Where the clocks go back, an hour would be marked twice.
    .filter(({ at }, index, all) => index === 0 || at > (all[index - 1]?.at ?? at));
  const label = labeller(step, timeZone, options.language);
  return ticks.map(({ local, at }, index) => ({ at, label: label(at, local, index === 0) }));
}

function roundOf({ start, end }: ScaleOptions, zone: ZoneTime, step: number): readonly number[] {
  const first = Math.ceil(zone.toLocal(start) / step) * step;
  const last = zone.toLocal(end);
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / step) + 1) },
    (_, n) => first + n * step,
  );
}

function monthsOf({ start, end, max }: ScaleOptions, zone: ZoneTime): readonly number[] {
  const step = STEPS_MONTHS.find((months) => (end - start) / (months * MONTH) <= max) ?? 120;
  const first = new Date(zone.toLocal(start));
  const month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  return Array.from({ length: max + 2 }, (_, n) => monthStart(month + n * step));
}

/** The start of a month that is counted from year 0. */
function monthStart(month: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
}

type Label = (at: number, local: number, isFirst: boolean) => string;

function labeller(step: number | undefined, timeZone: string, language: Language): Label {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      ...options,
      hourCycle: 'h23',
      ...(timeZone !== 'local' && { timeZone }),
    });
  const month = format({ year: 'numeric', month: 'short' });
  if (step === undefined) return (at) => month.format(at);
  const day = format({ month: 'short', day: 'numeric' });
  if (step >= DAY) return (at) => day.format(at);
  const time = format({ hour: '2-digit', minute: '2-digit', ...(step < MINUTE && { second: '2-digit' }) });
  return (at, local, isFirst) => {
    if (local % DAY === 0) return day.format(at);
    return isFirst ? `${day.format(at)} ${time.format(at)}` : time.format(at);
  };
}
