import { formatInstant, type Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { RuleRow } from '../contract/rules.ts';
import { toAttackViews } from '../incident-detail/to-incident-rule.ts';
import type { IncidentIndex, IndexedIncident } from '../incident-index/incident-index.ts';

/** How many weeks a row tells of. */
const WEEKS = 12;

const WEEK_MS = 7 * 86_400_000;

/** What came of a rule, told from the last state of its incidents. */
export type RuleTally = Pick<RuleRow, 'open' | 'resolved' | 'lastFiredAt' | 'weeks'>;

/** What came of every rule, by its id; a rule without an incident is not in it. */
export function tallyRules(index: IncidentIndex, now: Instant): ReadonlyMap<string, RuleTally> {
  const ofRule = Map.groupBy(index.all(), ({ rule }) => rule.id);
  return new Map([...ofRule].map(([rule, incidents]) => [rule, tally(incidents, now)]));
}

/** A rule in the list; it speaks the language already. */
export function toRuleRow(rule: Rule, counts: RuleTally = NOTHING): RuleRow {
  const { id, version, status, title, severity, entity, requires } = rule;
  return { id, version, status, title, severity, entity, requires, attack: toAttackViews(rule), ...counts };
}

const NOTHING: RuleTally = { open: 0, resolved: 0, weeks: Array.from({ length: WEEKS }, () => 0) };

function tally(incidents: readonly IndexedIncident[], now: Instant): RuleTally {
  const weeks = Array.from({ length: WEEKS }, () => 0);
  let open = 0;
  let last = -Infinity;
  for (const { status, openedAt } of incidents) {
    if (status === 'open') open += 1;
    last = Math.max(last, openedAt);
    const week = WEEKS - 1 - Math.floor(Math.max(0, now - openedAt) / WEEK_MS);
    const count = weeks[week];
    if (count !== undefined) weeks[week] = count + 1;
  }
  const lastFiredAt = formatInstant(last as Instant);
  return { open, resolved: incidents.length - open, lastFiredAt, weeks };
}
