/** The last millisecond of a day (YYYY-MM-DD) in a time zone, as ISO 8601 UTC; `local` is the zone of this machine. */
export function endOfDay(day: string, timeZone: string): string {
  const shown = Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1;
  // The offset is that of the instant looked for; a first guess is off by at most a change of the clocks.
  const guess = shown - offsetAt(shown, timeZone);
  return new Date(shown - offsetAt(guess, timeZone)).toISOString();
}

/** The day of an instant in a time zone, as YYYY-MM-DD. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== 'local' && { timeZone }),
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    second: '2-digit',
  }).formatToParts(new Date(at));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
