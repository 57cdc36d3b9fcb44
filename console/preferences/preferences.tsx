import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Language } from '../../src/core/rule/rule-texts.ts';

/** How somebody wants the pages; kept in the browser. */
export interface Preferences {
  readonly language: Language;
  readonly mode: 'light' | 'dark' | 'system';
  readonly density: 'comfortable' | 'compact';
  /** IANA name; `local` is that of the browser. */
  readonly timeZone: string;
  readonly times: 'relative' | 'absolute';
}

interface PreferencesInUse extends Preferences {
  /** Whether the pages are dark now. */
  readonly isDark: boolean;
  change(changes: Partial<Preferences>): void;
}

const KEY = 'corroborate.preferences';

const DEFAULTS: Preferences = {
  language: navigator.language.startsWith('ja') ? 'ja' : 'en',
  mode: 'system',
  density: 'comfortable',
  timeZone: 'local',
  times: 'relative',
};

const Context = createContext<PreferencesInUse | undefined>(undefined);

/** The preferences in use. */
export function usePreferences(): PreferencesInUse {
  const preferences = use(Context);
  if (preferences === undefined) throw new Error('preferences are asked for outside of their provider');
  return preferences;
}

/** Provides the preferences, and applies those of the design system to the page. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(load);
  const isSystemDark = useSyncExternalStore(listenToSystem, () => matchMedia(DARK).matches);
  const { language, density, mode } = preferences;
  const isDark = mode === 'system' ? isSystemDark : mode === 'dark';
  useEffect(() => {
    document.documentElement.lang = language;
    applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
    applyMode(isDark ? Mode.Dark : Mode.Light);
  }, [language, density, isDark]);
  const inUse = useMemo(
    () => ({
      ...preferences,
      isDark,
      change: (changes: Partial<Preferences>) => {
        const next = { ...preferences, ...changes };
        setPreferences(next);
        localStorage.setItem(KEY, JSON.stringify(next));
      },
    }),
    [preferences, isDark],
  );
  return <Context value={inUse}>{children}</Context>;
}

const DARK = '(prefers-color-scheme: dark)';

function listenToSystem(listen: () => void): () => void {
  const dark = matchMedia(DARK);
  dark.addEventListener('change', listen);
  return () => dark.removeEventListener('change', listen);
}

/** Whatever is kept under our name: only members that we know, with values that we know. */
function load(): Preferences {
  try {
    const kept: Partial<Record<keyof Preferences, unknown>> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return {
      language: oneOf(kept.language, ['en', 'ja']) ?? DEFAULTS.language,
      mode: oneOf(kept.mode, ['light', 'dark', 'system']) ?? DEFAULTS.mode,
      density: oneOf(kept.density, ['comfortable', 'compact']) ?? DEFAULTS.density,
      timeZone: isTimeZone(kept.timeZone) ? kept.timeZone : DEFAULTS.timeZone,
      times: oneOf(kept.times, ['relative', 'absolute']) ?? DEFAULTS.times,
    };
  } catch {
    return DEFAULTS;
  }
}

function oneOf<T extends string>(value: unknown, values: readonly T[]): T | undefined {
  return values.find((each) => each === value);
}

function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (value === 'local') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
