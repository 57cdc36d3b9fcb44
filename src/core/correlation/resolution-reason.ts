import type { FindingChange } from './finding-change.ts';
import type { Observation } from './observe.ts';

/** In words, how a change can have ended a correlation: kept as the reason should an incident resolve by it. */
export function resolutionReason(
  { next, ended, withdrawn }: FindingChange,
  known: Observation | undefined,
): string {
  const finding = `finding ${next.key.id}`;
  if (next.withdrawal !== undefined && known?.withdrawal === undefined && known !== undefined) {
    return `${finding} was withdrawn: ${next.withdrawal}`;
  }
  if (withdrawn.length > 0) return `${finding} changed and no longer says the same`;
  if (ended.length > 0) return `${finding} no longer states a relation that the incident rested on`;
  return `${finding} now speaks against the correlation`;
}
