import type { Evidence, Filing } from '../correlation/evidence.ts';
import type { Observation } from '../correlation/observe.ts';
import type { WideEntity } from '../correlation/places.ts';
import type { Entity } from '../entity/entity.ts';
import type { FindingKey } from '../finding/finding.ts';
import type { DurationMs, Instant } from '../instant.ts';
import type { Signal } from '../rule/rule.ts';

/** A finding as an explanation needs it: its newest version, and what any version seen was evidence for. */
export interface Sighting {
  readonly newest: Observation;
  readonly filings: readonly Filing[];
}

/** A finding that counted for a signal, or would have, if it were not withdrawn or had not changed since. */
export interface WithdrawnPiece {
  readonly finding: FindingKey;
  readonly title: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Evidence for a signal on an entity that no known relation ties to the one in question. */
export interface UnrelatedPlace {
  readonly entity: string;
  readonly count: number;
}

/** A finding too early or too late for the best window, and by how much. */
export interface OutsidePiece {
  readonly evidence: Evidence;
  readonly missedBy: DurationMs;
}

/** How one signal stands at the instant that an explanation looks at. */
export interface SignalExplanation {
  readonly signal: Signal;
  readonly isMet: boolean;
  /** Distinct pieces that meet the window; for a signal with `distinct`, one for each value. */
  readonly met: readonly Evidence[];
  /** How many distinct pieces are missing in the window; 0 when the signal is met. */
  readonly short: number;
  /** How many distinct pieces there are at all. */
  readonly count: number;
  readonly outside: readonly OutsidePiece[];
  readonly withdrawn: readonly WithdrawnPiece[];
  readonly unrelated: readonly UnrelatedPlace[];
}

/** Why a rule holds for an entity, or how near it comes. */
export interface Explanation {
  readonly rule: string;
  readonly entity: Entity;
  readonly holds: boolean;
  /** The window looked at: the latest in which the rule holds, else the one in which most signals are met. */
  readonly window?: { readonly start: Instant; readonly end: Instant };
  /** Set when all counts are met in the window and only the order of the starts is wrong. */
  readonly isOutOfOrder: boolean;
  /** Entities on the way that have too many relations for signals to cross them. */
  readonly wide: readonly WideEntity[];
  readonly signals: readonly SignalExplanation[];
}
