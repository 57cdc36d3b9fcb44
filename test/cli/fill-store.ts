import { readRules } from '../../src/cli/read-rules.ts';
import { createSession } from '../../src/cli/session.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { ruleContent } from '../../src/core/rule/rule-content.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import { NO_SINK } from '../../src/sink.ts';
import type { Store } from '../../src/store.ts';
import { collector } from './run-cli.ts';

/** The shipped rules. */
export async function shippedRules(): Promise<readonly Rule[]> {
  const session = createSession({
    stdin: (async function* () {})(),
    stdout: collector({}).stream,
    stderr: collector({}).stream,
    env: {},
    cwd: process.cwd(),
  });
  return readRules(session, 'rules');
}

/** Applies findings to a store as a deployment would, and notes the rules that it did so with. */
export async function fillStore(store: Store, findings: readonly Finding[]): Promise<void> {
  const rules = await shippedRules();
  const engine = createEngine({ rules, store, sink: NO_SINK, digest });
  for (const finding of findings) {
    const observation = engine.observe(finding, undefined);
    if (observation !== undefined) await engine.apply(observation);
  }
  await engine.flush();
  await store.saveRuleHashes(new Map(rules.map((rule) => [rule.id, digest(ruleContent(rule))])));
  await store.flush();
}
