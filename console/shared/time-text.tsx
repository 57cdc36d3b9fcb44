import { useEffect, useState } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import { absoluteTime, relativeTime } from './time-format.ts';

/**
 * An instant as the preferences want it; the other form is its tooltip. `isExact` where instants are compared, and a
 * relative time would make them all the same.
 */
export function TimeText({ at, isExact = false }: { readonly at: string; readonly isExact?: boolean }) {
  const { language, timeZone, times } = usePreferences();
  const isRelative = times === 'relative' && !isExact;
  const now = useNow();
  const absolute = absoluteTime(at, language, timeZone);
  const relative = relativeTime(at, now, language);
  return (
    <time dateTime={at} title={isRelative ? absolute : relative}>
      {isRelative ? relative : absolute}
    </time>
  );
}

const TICK_MS = 30_000;

/** The time now, again at least every half minute; what has just happened is never to come. */
export function useNow(): number {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return Date.now();
}
