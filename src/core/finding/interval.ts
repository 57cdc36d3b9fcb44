import { type DurationMs, type Instant, parseInstant } from '../instant.ts';
import type { EvidenceKind, Finding } from './finding.ts';

/**
 * How long a condition holds after the last word about it: 90 days, after which Security Hub deletes a finding that
 * nobody updates (AWS General Reference, Security Hub endpoints and quotas).
 */
export const CONDITION_LIFETIME_MS: DurationMs = 90 * 86_400_000;

/** When a finding's evidence lives: both ends belong to it. */
export interface FindingInterval {
  readonly from: Instant;
  readonly to: Instant;
  /** When the finding was last seen to be so; the end of an activity, never that of a condition. */
  readonly lastObserved: Instant;
}

/**
 * The interval over which a finding is evidence (design 4.3): an activity from the first to the last observation, a
 * condition from the first observation to 90 days after UpdatedAt. What cannot be read counts as absent, and an end
 * before its start is the start.
 */
export function intervalOf(finding: Finding, kind: EvidenceKind): FindingInterval {
  const updated = updatedAt(finding);
  // Asked for next to UpdatedAt, which it mostly equals: `parseInstant` knows the last text again.
  const last = parseInstant(finding.LastObservedAt) ?? updated;
  const from = parseInstant(finding.FirstObservedAt) ?? parseInstant(finding.CreatedAt) ?? updated;
  const lastObserved = latest(from, last);
  const to = kind === 'activity' ? lastObserved : latest(from, (updated + CONDITION_LIFETIME_MS) as Instant);
  return { from, to, lastObserved };
}

function updatedAt(finding: Finding): Instant {
  const updated = parseInstant(finding.UpdatedAt);
  if (updated === undefined) throw new Error('a finding without a readable UpdatedAt got past checkFinding');
  return updated;
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
