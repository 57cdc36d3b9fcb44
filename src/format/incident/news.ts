import type { Incident } from '../../core/correlation/incident.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import type { Rule } from '../../core/rule/rule.ts';

/** What has happened to an incident since those who listen were told last. */
export interface News {
  readonly action: 'open' | 'update' | 'resolve';
  /** True where an open incident has become more severe. */
  readonly isEscalated: boolean;
  readonly incident: Incident;
  readonly rule: Rule;
  /** The incident as a finding of Security Hub. */
  readonly finding: FindingKey;
}
