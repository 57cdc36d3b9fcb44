import { useEffect, useState } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import { absoluteTime, relativeTime } from './time-format.ts';

/** An instant as the preferences want it; the other form is its tooltip. */
export function TimeText({ at }: { readonly at: string }) {
  const { language, timeZone, times } = usePreferences();
  const now = useNow();
  const absolute = absoluteTime(at, language, timeZone);
  const relative = relativeTime(at, now, language);
  return (
    <time dateTime={at} title={times === 'relative' ? absolute : relative}>
      {times === 'relative' ? relative : absolute}
    </time>
  );
}

const TICK_MS = 30_000;

/** The time now, again every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
