import type { Rule } from '../core/rule/rule.ts';
import { ruleContent } from '../core/rule/rule-content.ts';
import { digest } from '../digest.ts';
import type { Store } from '../store.ts';

/** In the place of a rule's hash: others have run since all findings were seen by it. */
const OUTDATED = '';

/**
 * The ids of the rules that have not seen all findings; undefined before the first event, when there was nothing to
 * see. A difference is written down when it is met: where the former rules come back, they have missed what came in
 * the meantime.
 */
export async function changedRules(
  rules: readonly Rule[],
  store: Store,
): Promise<readonly string[] | undefined> {
  const known = await store.loadRuleHashes();
  if (known.size === 0) return undefined;
  const hashes = hashesOf(rules);
  const outdated = [...known].filter(([id, hash]) => hash !== OUTDATED && hash !== hashes.get(id));
  if (outdated.length > 0) await store.saveRuleHashes(new Map(outdated.map(([id]) => [id, OUTDATED])));
  return [...hashes].filter(([id, hash]) => hash !== known.get(id)).map(([id]) => id);
}

/** Remembers that all findings have been seen by these rules. */
export async function rememberRules(rules: readonly Rule[], store: Store): Promise<void> {
  await store.saveRuleHashes(hashesOf(rules));
}

/** The hashes of rules, by rule id, as stores remember them (design 4.12). */
function hashesOf(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map(rules.map((rule) => [rule.id, digest(ruleContent(rule))]));
}
