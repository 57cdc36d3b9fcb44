import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Digest } from '../../core/correlation/observe.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { Attempt, DeliveryState } from '../../delivery-log.ts';

/** An import to be made for an incident: of its own state, or of one that was begun before. */
export interface Import {
  readonly record: IncidentRecord;
  readonly rule: Rule;
  readonly attempt: Attempt;
  readonly state: DeliveryState;
}

/** Whether what is imported is the record's own state. */
export function isOwnState({ record, attempt }: Import): boolean {
  return attempt.version === record.incident.updatedAt;
}

/** `updatedAt` of the last state that was imported, or that needed no import. */
export function passedBy({ sent, skipped }: DeliveryState): number {
  return Math.max(sent?.version ?? NEVER, skipped ?? NEVER);
}

const NEVER = Number.NEGATIVE_INFINITY;

/** The import of a state, to follow what was taken last; `isSame` where that said the same. */
export function toAttempt(
  finding: JsonObject,
  { incident }: IncidentRecord,
  { sent }: DeliveryState,
  digest: Digest,
  notBefore: number = NEVER,
): { readonly attempt: Attempt; readonly isSame: boolean } {
  const { UpdatedAt: _, ...content } = finding;
  const hash = digest(JSON.stringify(content));
  const last = sent?.importAt ?? NEVER;
  const importAt = Math.max(incident.updatedAt, last + 1, notBefore) as Instant;
  const attempt: Attempt = {
    version: incident.updatedAt,
    importAt,
    hash,
    finding: { ...finding, UpdatedAt: formatInstant(importAt) },
  };
  return { attempt, isSame: sent?.hash === hash };
}
