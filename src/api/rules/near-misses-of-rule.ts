import { findingText } from '../../core/correlation/evidence.ts';
import { observe } from '../../core/correlation/observe.ts';
import { createRuleIndex } from '../../core/correlation/rule-index.ts';
import type { Finding, FindingKey } from '../../core/finding/finding.ts';
import type { Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { type FoundMiss, findNearMisses } from '../../desk/find-near-misses.ts';
import { digest } from '../../digest.ts';
import type { Store } from '../../store.ts';
import { createTurns } from '../turns.ts';
import { newestKept } from './newest-kept.ts';

/** At most so many versions of findings are asked whether they concern the rule. */
const VERSIONS_MAX = 5000;

/** A search that takes longer ends with what it has found. */
const SEARCH_MS_MAX = 3000;

/**
 * Entities for which a rule lacks one thing, as far as findings of the last time tell of them: none where the store keeps
 * no findings, and no more than can be found in a few seconds, in which others have their turn.
 */
export async function nearMissesOfRule(
  rule: Rule,
  store: Store,
  now: Instant,
): Promise<readonly FoundMiss[]> {
  if (store.keptFindings === undefined) return [];
  const mayGoOn = createTurns(SEARCH_MS_MAX);
  const index = createRuleIndex([rule]);
  const concerned = new Map<string, FindingKey>();
  for await (const page of newestKept(store.keptFindings, now, VERSIONS_MAX)) {
    for (const { key, body, time } of page) {
      const observation = observe(body as Finding, time, index, digest);
      if (observation !== undefined && observation.filings.length > 0) concerned.set(findingText(key), key);
      if (!(await mayGoOn())) return [];
    }
  }
  return findNearMisses([rule], concerned, store, mayGoOn);
}
