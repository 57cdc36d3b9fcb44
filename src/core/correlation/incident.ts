import type { Entity } from '../entity/entity.ts';
import type { SeverityLabel } from '../finding/finding.ts';
import type { Instant } from '../instant.ts';
import type { Evidence } from './evidence.ts';

/** Open while its rule holds; resolved once the evidence was withdrawn or changed so that it no longer holds. */
export type IncidentStatus = 'open' | 'resolved';

/** At most this many findings are listed for a signal (design 4.9). */
export const LISTED_FINDINGS_MAX = 100;

/** A finding as an incident lists it. */
export interface ListedEvidence extends Evidence {
  readonly isWithdrawn: boolean;
}

/** What an incident says of one signal; `count` is over all open evidence, `findings` are the first of it. */
export interface IncidentSignal {
  readonly count: number;
  readonly required: number;
  readonly isSatisfied: boolean;
  /** The latest start first, ties by productArn, then id; at most LISTED_FINDINGS_MAX. */
  readonly findings: readonly ListedEvidence[];
}

/** Why an incident was last resolved, and when. */
export interface Resolution {
  readonly at: Instant;
  readonly reason: string;
}

/** The lasting record of a correlation: one for each (rule, entity), under an id made of these two alone. */
export interface Incident {
  readonly id: string;
  readonly rule: { readonly id: string; readonly version: number };
  readonly entity: Entity;
  readonly status: IncidentStatus;
  readonly severity: SeverityLabel;
  readonly title: string;
  readonly firstObserved: Instant;
  readonly lastObserved: Instant;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly resolution?: Resolution;
  readonly signals: Readonly<Record<string, IncidentSignal>>;
}
