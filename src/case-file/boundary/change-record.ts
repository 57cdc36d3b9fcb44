import type { DurationMs, Instant } from '../../core/instant.ts';
import { formatInstant, parseInstant } from '../../core/instant.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { CaseRecord } from '../expand-case.ts';

const INSTANTS = ['FirstObservedAt', 'LastObservedAt', 'CreatedAt', 'UpdatedAt', 'ProcessedAt'] as const;

type FindingRecord = Extract<CaseRecord, { readonly kind: 'finding' }>;

/** The record with everything that it says of time moved: later by `byMs`, or earlier when that is negative. */
export function moved(record: FindingRecord, byMs: DurationMs): FindingRecord {
  const instants = INSTANTS.map((name) => [name, movedText(record.value[name], byMs)] as const);
  const readable = instants.filter(([, text]) => text !== undefined);
  return withTime(record, { ...record.value, ...Object.fromEntries(readable) }, byMs);
}

const LATER_MS: DurationMs = 1000;

/** A later version of the record's finding, archived by its product; undefined at the end of all time that can be told. */
export function archived(record: FindingRecord): FindingRecord | undefined {
  const later = movedText(record.value.UpdatedAt, LATER_MS);
  if (parseInstant(later) === undefined) return undefined;
  return withTime(record, { ...record.value, RecordState: 'ARCHIVED', UpdatedAt: later }, LATER_MS);
}

function withTime(record: FindingRecord, value: JsonObject, byMs: DurationMs): FindingRecord {
  const time = movedText(record.time, byMs);
  return time === undefined ? { kind: 'finding', value } : { kind: 'finding', value, time };
}

function movedText(text: Json | undefined, byMs: DurationMs): string | undefined {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : formatInstant((instant + byMs) as Instant);
}
