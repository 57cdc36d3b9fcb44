import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from './number-format.ts';

/** A whole number as the language in use writes it. */
export function CountText({ count }: { readonly count: number }) {
  return <>{countText(count, usePreferences().language)}</>;
}
