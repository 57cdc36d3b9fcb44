import type { Instant } from '../instant.ts';

/** What an analyst can decide about an incident; it stands beside the status and never changes it (design 4.5). */
export const HANDLING_STATES = ['acknowledged', 'resolved', 'false-positive', 'risk-accepted'] as const;

/** One of these decisions. */
export type HandlingState = (typeof HANDLING_STATES)[number];

/** What people have decided about an incident, as it stands; cleared when the incident opens again. */
export interface Handling {
  /** Absent while nothing is decided, or no longer. */
  readonly state?: HandlingState;
  /** Why, in the words of who decided. */
  readonly reason?: string;
  /** Until when a risk is accepted; from then on nothing is decided. */
  readonly until?: Instant;
  /** Who is to look after the incident. */
  readonly assignee?: string;
  /** Who changed it last, and when. */
  readonly by: string;
  readonly at: Instant;
}

/** The handling as it stands at an instant: an accepted risk returns by itself once its date has come. */
export function handlingAt(handling: Handling | undefined, now: Instant): Handling | undefined {
  if (handling?.until === undefined || handling.until > now) return handling;
  const { state: _, reason: __, until: ___, ...rest } = handling;
  return rest.assignee === undefined ? undefined : rest;
}
