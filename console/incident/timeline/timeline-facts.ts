import type { HistoryEntryView, IncidentSignalView } from '../../../src/api/contract/incident.ts';
import type { Language } from '../../../src/core/rule/rule-texts.ts';

/** How much of time is shown: what was observed, the whole window as well, or also all decisions and notes. */
export const TIMELINE_SPANS = ['evidence', 'window', 'all'] as const;

/** One of these. */
export type TimelineSpan = (typeof TIMELINE_SPANS)[number];

/** What is drawn, and how wide. */
export interface TimelineFacts {
  readonly signals: readonly Pick<IncidentSignalView, 'name' | 'findings'>[];
  readonly window?: { readonly start: string; readonly end: string } | undefined;
  readonly entries: readonly HistoryEntryView[];
  readonly span: TimelineSpan;
  readonly widthPx: number;
  readonly timeZone: string;
  readonly language: Language;
}
