import type { JsonObject } from '../core/json.ts';
import type { Place } from './place.ts';

/** One thing that an input holds: every document becomes exactly one record, or one for each of its findings. */
export type InputRecord = FindingRecord | ContextRecord | QuarantinedRecord;

/** An ASFF finding as it came, with the instant (text, unchecked) of the event or the reading that carried it. */
export interface FindingRecord {
  readonly kind: 'finding';
  readonly value: JsonObject;
  readonly time?: string;
  readonly place: Place;
}

/** A raw GuardDuty finding (lower-camel members) or an AWS Config item: a source of relations only. */
export interface ContextRecord {
  readonly kind: 'context';
  readonly source: 'guardduty' | 'config';
  readonly value: JsonObject;
  readonly time?: string;
  readonly place: Place;
}

/** What could not be read: why, in the words of an issue message, with the way out behind a semicolon. */
export interface QuarantinedRecord {
  readonly kind: 'quarantined';
  readonly reason: string;
  readonly place: Place;
}
