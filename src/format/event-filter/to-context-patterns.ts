import { createRuleIndex } from '../../core/correlation/rule-index.ts';
import { cloudFormationTypesOf } from '../../core/entity/asff-type.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';

/**
 * Event patterns for what is no finding of Security Hub but tells which resources belong together: raw GuardDuty
 * events, the only ones of a detection with the network interfaces and security groups of an instance, and what AWS
 * Config records of resources whose relations some rule follows. None where no rule follows relations, or only such as
 * neither tells (those of containers and their images); drafts are the caller's to leave out.
 */
export function toContextPatterns(rules: readonly Rule[]): readonly JsonObject[] {
  const { relatedTypes } = createRuleIndex(rules);
  const resourceType = cloudFormationTypesOf(relatedTypes);
  if (resourceType.length === 0) return [];
  return [
    { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
    {
      source: ['aws.config'],
      'detail-type': ['Config Configuration Item Change'],
      detail: { configurationItem: { resourceType } },
    },
  ];
}
