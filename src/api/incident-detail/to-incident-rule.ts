import { attackAddress, attackName } from '../../core/attack/attack-ids.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { AttackView, IncidentRule } from '../contract/incident.ts';

/** What a page tells of a rule beside an incident; the rule speaks the language already. */
export function toIncidentRule(rule: Rule): IncidentRule {
  const { id, version, title, severity, description, remediation, prevention } = rule;
  return {
    ...{ id, version, title, severity, description, remediation, prevention },
    falsePositives: rule.falsePositives ?? [],
    references: rule.references,
    attack: toAttackViews(rule),
    withinMs: rule.withinMs,
    any: rule.any,
    order: rule.order,
  };
}

/** The tactics and techniques of a rule with their names and pages. */
export function toAttackViews({ attack }: Rule): readonly AttackView[] {
  return attack.map((id) => ({ id, name: attackName(id), url: attackAddress(id) }));
}
