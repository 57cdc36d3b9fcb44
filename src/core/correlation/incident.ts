import type { Entity } from '../entity/entity.ts';
import type { SeverityLabel } from '../finding/finding.ts';
import type { Handling } from '../handling/handling.ts';
import type { History } from '../handling/history.ts';
import type { Instant } from '../instant.ts';
import type { Evidence } from './evidence.ts';

/** Open while its rule holds; resolved once the evidence was withdrawn or changed so that it no longer holds. */
export type IncidentStatus = 'open' | 'resolved';

/** At most this many findings are listed for a signal (design 4.9). */
export const LISTED_FINDINGS_MAX = 100;

/** What an incident says of one signal; `count` is over all open evidence, `findings` are the first of it. */
export interface IncidentSignal {
  readonly count: number;
  readonly required: number;
  readonly isSatisfied: boolean;
  /**
   * The latest start first, ties by productArn, then id; at most LISTED_FINDINGS_MAX. Open evidence while the
   * incident is open; the evidence of its last open state, withdrawn since, once it is resolved.
   */
  readonly findings: readonly Evidence[];
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
  /** What people have decided; absent while nobody has, and when the incident opens again. */
  readonly handling?: Handling;
}

/** The instant at which a rule holds, the latest of them, with `count` pieces of each signal that meet it. */
export interface Witness {
  readonly at: Instant;
  readonly pieces: Readonly<Record<string, readonly Evidence[]>>;
}

/** An incident as a store keeps it: with its witness, and the revision that the next save must name. */
export interface IncidentRecord {
  readonly incident: Incident;
  /** Present while the incident is open. */
  readonly witness?: Witness;
  /** What has happened to the incident; absent in what was saved before there were histories. */
  readonly history?: History;
  /**
   * Present where the handling was given back after the store was filled anew, until somebody handles the incident: the
   * opening that it was about. Openings up to it do not clear it.
   */
  readonly handledOpening?: Instant;
  /** Grows by one with each save, from 1. */
  readonly revision: number;
  /** `updatedAt` of the state that was last delivered; absent when none was. Set by `markDelivered` alone. */
  readonly deliveredAt?: Instant;
}

/** Open, update or resolve an incident: what the core returns instead of doing it (design 4.11). */
export interface Decision {
  readonly action: 'open' | 'update' | 'resolve' | 'refresh';
  readonly record: IncidentRecord;
}
