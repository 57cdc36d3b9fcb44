import type { Finding } from '../../src/core/finding/finding.ts';
import { ruleContent } from '../../src/core/rule/rule-content.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import { NO_SINK } from '../../src/sink.ts';
import type { Store } from '../../src/store.ts';
import { FIRST_RULES } from '../fixtures/first-rules.ts';

/** Applies findings to a store as a deployment would, and notes the rules that it did so with. */
export async function fillStore(store: Store, findings: readonly Finding[]): Promise<void> {
  const engine = createEngine({ rules: FIRST_RULES, store, sink: NO_SINK, digest });
  for (const finding of findings) {
    const observation = engine.observe(finding, undefined);
    if (observation !== undefined) await engine.apply(observation);
  }
  await engine.flush();
  await store.saveRuleHashes(new Map(FIRST_RULES.map((rule) => [rule.id, digest(ruleContent(rule))])));
  await store.flush();
}
