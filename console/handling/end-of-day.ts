import { zoneTime } from '../shared/zone-time.ts';

const DAY_MS = 86_400_000;

/** The last millisecond of a day (YYYY-MM-DD) in a time zone, as ISO 8601 UTC; `local` is the zone of this machine. */
export function endOfDay(day: string, timeZone: string): string {
  const shown = Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1;
  return new Date(zoneTime(timeZone).fromLocal(shown)).toISOString();
}

/** The day of an instant in a time zone, as YYYY-MM-DD. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(zoneTime(timeZone).toLocal(at)).toISOString().slice(0, 10);
}
