import { createRuleIndex } from '../../core/correlation/rule-index.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';

/**
 * Event patterns for what is no finding of Security Hub but tells which resources belong together: raw GuardDuty
 * events, the only ones with network interfaces and security groups of an instance. None where no rule follows
 * relations; drafts are the caller's to leave out.
 */
export function toContextPatterns(rules: readonly Rule[]): readonly JsonObject[] {
  if (createRuleIndex(rules).relatedTypes.size === 0) return [];
  return [{ source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] }];
}
