import { usePreferences } from '../preferences/preferences.tsx';
import { FRAME_EN, FRAME_JA, type FrameTexts } from './frame-texts.ts';
import { HANDLING_EN, HANDLING_JA, type HandlingTexts } from './handling-texts.ts';
import type { IncidentTexts } from './incident-texts.ts';
import { INCIDENT_EN } from './incident-texts-en.ts';
import { INCIDENT_JA } from './incident-texts-ja.ts';
import { SHARED_EN, SHARED_JA, type SharedTexts } from './shared-texts.ts';

/** All texts of the pages; each page has its own in a file beside this one. */
export interface Texts {
  readonly frame: FrameTexts;
  readonly handling: HandlingTexts;
  readonly incident: IncidentTexts;
  readonly shared: SharedTexts;
}

const TEXTS: Readonly<Record<'en' | 'ja', Texts>> = {
  en: { frame: FRAME_EN, handling: HANDLING_EN, incident: INCIDENT_EN, shared: SHARED_EN },
  ja: { frame: FRAME_JA, handling: HANDLING_JA, incident: INCIDENT_JA, shared: SHARED_JA },
};

/** The texts in the language in use. */
export function useTexts(): Texts {
  return TEXTS[usePreferences().language];
}
