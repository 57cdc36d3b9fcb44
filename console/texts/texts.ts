import { usePreferences } from '../preferences/preferences.tsx';
import { FRAME_EN, FRAME_JA, type FrameTexts } from './frame-texts.ts';
import { HANDLING_EN, HANDLING_JA, type HandlingTexts } from './handling-texts.ts';
import { HEALTH_EN, HEALTH_JA, type HealthTexts } from './health-texts.ts';
import type { IncidentTexts } from './incident-texts.ts';
import { INCIDENT_EN } from './incident-texts-en.ts';
import { INCIDENT_JA } from './incident-texts-ja.ts';
import { INCIDENTS_EN, INCIDENTS_JA, type IncidentsTexts } from './incidents-texts.ts';
import { OVERVIEW_EN, OVERVIEW_JA, type OverviewTexts } from './overview-texts.ts';
import { RULES_EN, RULES_JA, type RulesTexts } from './rules-texts.ts';
import { SHARED_EN, SHARED_JA, type SharedTexts } from './shared-texts.ts';
import { TRIAL_EN, TRIAL_JA, type TrialTexts } from './trial-texts.ts';

/** All texts of the pages; each page has its own in a file beside this one. */
export interface Texts {
  readonly frame: FrameTexts;
  readonly handling: HandlingTexts;
  readonly incident: IncidentTexts;
  readonly incidents: IncidentsTexts;
  readonly shared: SharedTexts;
  readonly overview: OverviewTexts;
  readonly rules: RulesTexts;
  readonly trial: TrialTexts;
  readonly health: HealthTexts;
}

const TEXTS: Readonly<Record<'en' | 'ja', Texts>> = {
  en: {
    frame: FRAME_EN,
    handling: HANDLING_EN,
    incident: INCIDENT_EN,
    incidents: INCIDENTS_EN,
    shared: SHARED_EN,
    overview: OVERVIEW_EN,
    rules: RULES_EN,
    trial: TRIAL_EN,
    health: HEALTH_EN,
  },
  ja: {
    frame: FRAME_JA,
    handling: HANDLING_JA,
    incident: INCIDENT_JA,
    incidents: INCIDENTS_JA,
    shared: SHARED_JA,
    overview: OVERVIEW_JA,
    rules: RULES_JA,
    trial: TRIAL_JA,
    health: HEALTH_JA,
  },
};

/** The texts in the language in use. */
export function useTexts(): Texts {
  return TEXTS[usePreferences().language];
}
