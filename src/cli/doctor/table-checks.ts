import { formatInstant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { ruleContent } from '../../core/rule/rule-content.ts';
import { rulesName } from '../../core/rule/rules-name.ts';
import { digest } from '../../digest.ts';
import type { Heartbeat } from '../../store/dynamodb/heartbeat-item.ts';
import type { Store } from '../../store.ts';
import { toDurationText } from '../duration-text.ts';
import { toCounted } from '../progress.ts';
import { toRuleNames } from '../required-products.ts';
import type { Check } from './check.ts';

const EVENTS = 'events';
const RULES = 'rules';

/** Controls are checked at least once a day, and each check is an event (Security Hub user guide, securityhub-standards-schedule). */
const SILENCE_MAX_MS = 24 * 3_600_000;

/** Whether events arrive. */
export function checkEvents(heartbeat: Heartbeat | undefined, nowMs: number): Check {
  const receivedAt = heartbeat?.receivedAt;
  if (receivedAt === undefined) {
    return {
      name: EVENTS,
      status: 'fail',
      text: 'no event has arrived yet',
      hint: 'wait for the first finding; then see docs/runbook.md: the EventBridge rules, the queue, the log of `ingest`',
    };
  }
  const silenceMs = Math.max(0, nowMs - receivedAt);
  const text = `the last one arrived ${toDurationText(Math.floor(silenceMs / 1000) * 1000)} ago, at ${formatInstant(receivedAt)}`;
  if (silenceMs <= SILENCE_MAX_MS) return { name: EVENTS, status: 'ok', text };
  const hint =
    'a quiet account may be so; else see docs/runbook.md: the EventBridge rules, the queue, the log of `ingest`';
  return { name: EVENTS, status: 'warn', text, hint };
}

/** Whether the functions run the rules at hand, and all findings have been seen by these. */
export async function checkRules(
  rules: readonly Rule[],
  store: Store,
  heartbeat: Heartbeat | undefined,
): Promise<Check> {
  const deployed = await store.loadRuleHashes();
  if (deployed.size === 0) {
    return { name: RULES, status: 'unknown', text: 'the functions have not noted their rules yet' };
  }
  const changed = rules.filter((rule) => isOther(deployed.get(rule.id), rule)).map(({ id }) => id);
  const missing = rules.filter(({ id }) => !deployed.has(id)).map(({ id }) => id);
  if (heartbeat?.rules === rulesName(rules, digest)) return toFilled([...changed, ...missing]);
  // Of rules that are gone the table remembers the hashes for ever.
  const gone = [...deployed.keys()].filter((id) => !rules.some((rule) => rule.id === id));
  const differences = [
    ...(changed.length > 0 ? [`${toRuleNames(changed)} changed`] : []),
    ...(missing.length > 0 ? [`${toRuleNames(missing)} not deployed`] : []),
    ...(gone.length > 0 ? [`${toRuleNames(gone)} in the table, and not at hand`] : []),
  ];
  if (differences.length === 0) {
    return { name: RULES, status: 'ok', text: `the ${toCounted(rules.length, 'rule')} at hand are deployed` };
  }
  return {
    name: RULES,
    status: 'warn',
    text: `the deployed rules are not those at hand: ${differences.join('; ')}`,
    hint: 'deploy again, or name the deployed rules with `--rules`',
  };
}

function toFilled(unseen: readonly string[]): Check {
  if (unseen.length === 0) return { name: RULES, status: 'ok', text: 'the rules at hand are deployed' };
  return {
    name: RULES,
    status: 'warn',
    text: `the rules at hand are deployed; ${toRuleNames(unseen)} changed, and findings that came before are not known to it`,
    hint: 'invoke `reconcile` with `{"fill":{}}`, see docs/deploy.md, Updates',
  };
}

function isOther(hash: string | undefined, rule: Rule): boolean {
  return hash !== undefined && hash !== digest(ruleContent(rule));
}
