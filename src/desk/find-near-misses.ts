import { compareText } from '../core/compare-text.ts';
import { findAffected } from '../core/correlation/affected.ts';
import { findingText } from '../core/correlation/evidence.ts';
import type { SavedChange } from '../core/correlation/finding-change.ts';
import { incidentId } from '../core/correlation/incident-id.ts';
import { type Observation, openFilings } from '../core/correlation/observe.ts';
import { createRuleIndex } from '../core/correlation/rule-index.ts';
import type { Entity } from '../core/entity/entity.ts';
import { explain } from '../core/explain/explain.ts';
import { type NearMiss, nearMissOf } from '../core/explain/near-miss.ts';
import { type FindingKey, SEVERITY_LABELS } from '../core/finding/finding.ts';
import type { Rule } from '../core/rule/rule.ts';
import { digest } from '../digest.ts';
import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';

/** A near miss with its rule. */
export interface FoundMiss extends NearMiss {
  readonly rule: Rule;
}

/** The findings that concern a signal in some version, by their keys. */
export type Concerned = ReadonlyMap<string, FindingKey>;

/** The engine, noting in `concerned` which findings concern a signal. */
export function noting(engine: Engine, concerned: Map<string, FindingKey>): Engine {
  return {
    ...engine,
    observe: (finding, eventTime) => {
      const observation = engine.observe(finding, eventTime);
      if (observation !== undefined && observation.filings.length > 0) {
        concerned.set(findingText(observation.key), observation.key);
      }
      return observation;
    },
  };
}

/**
 * The entities in a store for which a rule is one step short of holding: the most severe rules first, of those the ones
 * that lack the fewest pieces. `mayGoOn` is asked now and then: where it says no, the search ends with what it has found.
 */
export async function findNearMisses(
  rules: readonly Rule[],
  concerned: Concerned,
  store: Store,
  mayGoOn: () => boolean | Promise<boolean>,
): Promise<readonly FoundMiss[]> {
  const found: FoundMiss[] = [];
  for (const { rule, entity } of await candidatesIn(rules, concerned, store, mayGoOn)) {
    if (!(await mayGoOn())) break;
    const known = await store.loadIncident(incidentId(rule.id, entity.key, digest));
    if (known?.incident.status === 'open') continue;
    const miss = nearMissOf(rule, await explain(rule, entity, [], store));
    if (miss !== undefined) found.push({ ...miss, rule });
  }
  return found.sort(byUrgency);
}

interface Candidate {
  readonly rule: Rule;
  readonly entity: Entity;
}

/** Every (rule, entity) that some open evidence is filed for. */
async function candidatesIn(
  rules: readonly Rule[],
  concerned: Concerned,
  store: Store,
  mayGoOn: () => boolean | Promise<boolean>,
): Promise<readonly Candidate[]> {
  const index = createRuleIndex(rules);
  const candidates = new Map<string, Candidate>();
  for (const key of concerned.values()) {
    if (!(await mayGoOn())) break;
    const newest = await store.loadFinding(key);
    if (newest === undefined) continue;
    const { affected } = await findAffected([asFiled(newest)], index, store);
    for (const { rule, entity } of affected) candidates.set(`${rule.id}\n${entity.key}`, { rule, entity });
  }
  return [...candidates.values()];
}

/** As if its open evidence had just been filed. */
function asFiled(newest: Observation): SavedChange {
  const filed = openFilings(newest);
  return { next: newest, filed, withdrawn: [], stated: [], ended: [], relations: { begun: [], ended: [] } };
}

function byUrgency(a: FoundMiss, b: FoundMiss): number {
  return (
    SEVERITY_LABELS.indexOf(b.rule.severity) - SEVERITY_LABELS.indexOf(a.rule.severity) ||
    piecesMissing(a) - piecesMissing(b) ||
    b.met.length - a.met.length ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.explanation.entity.key, b.explanation.entity.key)
  );
}

/** How many pieces of evidence would complete it. */
function piecesMissing({ missing }: NearMiss): number {
  switch (missing.kind) {
    case 'signal':
      return missing.signal.short;
    case 'any':
      return Math.min(...missing.signals.map(({ short }) => short));
    default:
      return 0;
  }
}
