import { join } from 'node:path';
import { generateFindings } from '../examples/generate-findings.ts';
import { createRuleIndex } from '../src/core/correlation/rule-index.ts';
import type { Finding } from '../src/core/finding/finding.ts';
import { normalizeFinding } from '../src/core/finding/normalize-finding.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { loadRules } from '../src/rule-file/load-rules.ts';
import { generateRules } from './generate-rules.ts';

/**
 * The rules of a measured run: the three of the beginning, so that figures can be compared over time; all that are
 * shipped; the three and further ones of which some or none match the findings.
 */
export type RuleSet = 'first' | 'shipped' | 'thousand' | 'thousand-strangers';

const FIRST: ReadonlySet<string> = new Set([
  'ec2-backdoor-with-critical-cves',
  'ec2-exposed-instance-under-attack',
  's3-exfiltration-of-sensitive-data',
]);

const RULES = join(import.meta.dirname, '..', 'rules');
const RULE_COUNT = 1000;

/** Loads or makes up a set of rules; throws when a rule cannot be read. */
export async function benchRules(set: RuleSet): Promise<readonly Rule[]> {
  const { rules, issues } = await loadRules(RULES);
  if (issues.length > 0) throw new Error(`the shipped rules have issues: ${JSON.stringify(issues)}`);
  const shipped = rules.map(({ rule }) => rule);
  if (set === 'shipped') return shipped;
  const first = shipped.filter(({ id }) => FIRST.has(id));
  if (set === 'first') return first;
  const further = set === 'thousand' ? generateRules(RULE_COUNT) : strangers();
  return [...first, ...further.slice(0, RULE_COUNT - first.length)];
}

const STRANGERS_OF = 4 * RULE_COUNT;
const SAMPLE = { count: 5000, seed: 13 };

/** Rules that no finding of a sample matches; one in very many may still match one of another sample. */
function strangers(): readonly Rule[] {
  const rules = generateRules(STRANGERS_OF);
  const index = createRuleIndex(rules);
  const concerned = new Set<Rule>();
  for (const json of generateFindings(SAMPLE)) {
    for (const { rule } of index.match(normalizeFinding(json as Finding))) concerned.add(rule);
  }
  return rules.filter((rule) => !concerned.has(rule));
}
