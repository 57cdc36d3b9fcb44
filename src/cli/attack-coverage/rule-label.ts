import type { Rule } from '../../core/rule/rule.ts';

/** The id of a rule as lists show it: a deprecated one is marked. */
export function toRuleLabel({ id, status }: Rule): string {
  return status === 'deprecated' ? `${id} (deprecated)` : id;
}
