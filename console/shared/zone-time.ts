/** Reads instants as the clocks of a time zone show them, and back. */
export interface ZoneTime {
  /** The time that the clocks show, counted as if it were UTC. */
  toLocal(at: number): number;
  /** The instant at which the clocks show this. */
  fromLocal(local: number): number;
}

/** The clocks of an IANA zone; `local` is the zone of this machine. */
export function zoneTime(timeZone: string): ZoneTime {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== 'local' && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const toLocal = (at: number) => {
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const read = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
    const seconds = Date.UTC(
      read('year'),
      read('month') - 1,
      read('day'),
      read('hour'),
      read('minute'),
      read('second'),
    );
    return seconds + (((at % 1000) + 1000) % 1000);
  };
  return {
    toLocal,
    // The first guess may lie on the other side of a change of the clocks.
    fromLocal: (local) => {
      const guess = local - (toLocal(local) - local);
      return local - (toLocal(guess) - guess);
    },
  };
}
