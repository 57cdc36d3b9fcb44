import type { SeverityLabel } from './core/finding/finding.ts';
import type { Instant } from './core/instant.ts';
import type { JsonObject } from './core/json.ts';

/** A state of an incident as a finding that is being imported into Security Hub. */
export interface Attempt {
  /** `updatedAt` of the incident's state. */
  readonly version: Instant;
  /** UpdatedAt of the finding: it grows with each import, also where the incident's own does not. */
  readonly importAt: Instant;
  /** Digest of the finding without its UpdatedAt. */
  readonly hash: string;
  readonly finding: JsonObject;
}

/** What of an incident Security Hub has taken last. */
export interface Sent {
  readonly version: Instant;
  readonly importAt: Instant;
  readonly hash: string;
  /** When it was taken, by the clock of the worker that imported it. */
  readonly at: Instant;
}

/**
 * What of an incident was told last to those who listen for it; `unknown` where whoever imported a state that opened or
 * resolved it may or may not have come to tell it.
 */
export interface Told {
  readonly status: 'open' | 'resolved' | 'unknown';
  readonly severity: SeverityLabel;
  /** Digest of the finding that went with it, as in `Attempt`; empty where the status is unknown. */
  readonly hash: string;
}

/** Where the delivery of an incident stands. */
export interface DeliveryState {
  readonly sent?: Sent;
  readonly told?: Told;
  /** An import that was begun, and may or may not have been taken. */
  readonly pending?: Attempt;
  /** `updatedAt` of the last state that needed no import: resolved before it was ever told, or as it was before. */
  readonly skipped?: Instant;
}

/**
 * Port: what was handed to Security Hub. An import is written down before it is made, so that whoever comes after a
 * crash makes the very same one again, which Security Hub takes once, instead of a later one with its content.
 */
export interface DeliveryLog {
  load(id: string): Promise<DeliveryState>;
  /**
   * Writes an import down; false when another one is under way, when a later state has been skipped, or when what was
   * taken last is not `last` any more: the attempt was made to follow it.
   */
  begin(id: string, attempt: Attempt, last: Sent | undefined): Promise<boolean>;
  /**
   * Writes down that a state needs no import, and `told` when it was told; false when one is under way, a later state
   * has been skipped, or `last` is not the last any more.
   */
  skip(id: string, version: Instant, last: Sent | undefined, told: Told | undefined): Promise<boolean>;
  /** Security Hub has taken the import; `told` when it was told as well. */
  settle(id: string, attempt: Attempt, at: Instant, told: Told | undefined): Promise<void>;
  /** Security Hub has refused the import for good: it is not under way any more. */
  abandon(id: string, attempt: Attempt): Promise<void>;
}
