import { memberOf } from '../json.ts';
import type { Finding } from './finding.ts';

/** Why a finding is no evidence any more, in words for the history of an incident. */
export type WithdrawalReason =
  | 'archived'
  | 'resolved'
  | 'suppressed'
  | 'false positive'
  | 'passed'
  | 'not available';

/** The values that make a finding withdrawn, by the path of their member (design 4.2). */
export const WITHDRAWN_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['RecordState', ['ARCHIVED']],
  ['Workflow.Status', ['RESOLVED', 'SUPPRESSED']],
  ['VerificationState', ['FALSE_POSITIVE']],
  ['Compliance.Status', ['PASSED', 'NOT_AVAILABLE']],
]);

/**
 * Why a finding is withdrawn (design 4.2): RecordState ARCHIVED, Workflow.Status RESOLVED or SUPPRESSED,
 * VerificationState FALSE_POSITIVE, or Compliance.Status PASSED or NOT_AVAILABLE, the first of these that is so;
 * undefined while it is open.
 */
export function withdrawalOf(finding: Finding): WithdrawalReason | undefined {
  if (finding.RecordState === 'ARCHIVED') return 'archived';
  return (
    withdrawalByWorkflow(memberOf(finding.Workflow, 'Status')) ??
    (finding.VerificationState === 'FALSE_POSITIVE' ? 'false positive' : undefined) ??
    withdrawalByCompliance(memberOf(finding.Compliance, 'Status'))
  );
}

function withdrawalByWorkflow(status: unknown): WithdrawalReason | undefined {
  if (status === 'RESOLVED') return 'resolved';
  return status === 'SUPPRESSED' ? 'suppressed' : undefined;
}

function withdrawalByCompliance(status: unknown): WithdrawalReason | undefined {
  if (status === 'PASSED') return 'passed';
  return status === 'NOT_AVAILABLE' ? 'not available' : undefined;
}
