import { usePreferences } from '../preferences/preferences.tsx';
import { FRAME_EN, FRAME_JA, type FrameTexts } from './frame-texts.ts';

/** All texts of the pages; each page has its own in a file beside this one. */
export interface Texts {
  readonly frame: FrameTexts;
}

const TEXTS: Readonly<Record<'en' | 'ja', Texts>> = {
  en: { frame: FRAME_EN },
  ja: { frame: FRAME_JA },
};

/** The texts in the language in use. */
export function useTexts(): Texts {
  return TEXTS[usePreferences().language];
}
