import type { IncidentRecord } from '../../core/correlation/incident.ts';
import { incidentId } from '../../core/correlation/incident-id.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import { ruleEvidence } from '../../core/correlation/signal-evidence.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { inLanguage } from '../../core/rule/rule-texts.ts';
import { digest } from '../../digest.ts';
import type { Store } from '../../store.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import { consoleUrlOfEntity } from '../console-url.ts';
import type { IncidentDetail } from '../contract/incident.ts';
import type { IncidentRow } from '../contract/incidents.ts';
import { incidentGraph } from '../incident-detail/incident-graph.ts';
import { nearMissesOfEntity } from '../incident-detail/near-misses-of-entity.ts';
import { toHistoryView } from '../incident-detail/to-history-view.ts';
import { toIncidentRule } from '../incident-detail/to-incident-rule.ts';
import { toNearMissView } from '../incident-detail/to-near-miss-view.ts';
import { toSignalViews } from '../incident-detail/to-signal-views.ts';
import { type IncidentIndex, toIndexed } from '../incident-index/incident-index.ts';
import { comparatorOf } from '../incident-index/sort-incidents.ts';
import { ProblemError } from '../problem.ts';
import { titlesIn } from '../rule-titles.ts';
import { toIncidentRow } from '../to-incident-row.ts';

/** One incident with all that is known around it. */
export function showIncident({ store, index, rules, now }: ApiOptions): Answer<'incident'> {
  return async ({ id, language }): Promise<IncidentDetail> => {
    const record = await store.loadIncident(id);
    if (record === undefined) throw new ProblemError(404, 'there is no incident with this id');
    const { incident } = record;
    const at = now();
    const titleOf = titlesIn(rules, language);
    const loaded = rules.find(({ rule }) => rule.id === incident.rule.id);
    const isOpen = (rule: Rule) =>
      rule.id === incident.rule.id ||
      index.get(incidentId(rule.id, incident.entity.key, digest))?.status === 'open';
    const misses = await nearMissesOfEntity(
      rules.map(({ rule }) => rule),
      incident.entity,
      store,
      isOpen,
    );
    return {
      incident: toIncidentRow(toIndexed(incident), at, titleOf),
      resolution: incident.status === 'resolved' ? incident.resolution?.reason : undefined,
      rule: loaded && toIncidentRule(inLanguage(loaded.rule, language)),
      signals: toSignalViews(incident, loaded, await countBlocking(loaded?.rule, record, store)),
      window: windowOf(record, loaded?.rule),
      history: toHistoryView(record.history),
      graph: await incidentGraph(incident, loaded?.rule, store),
      related: relatedRows(record, index, at, titleOf),
      nearMisses: misses.map((miss) => toNearMissView(miss, titleOf)),
      consoleUrl: consoleUrlOfEntity(incident.entity.key),
    };
  };
}

/** How much evidence there is for each `unless` signal of the rule, at any time. */
async function countBlocking(
  rule: Rule | undefined,
  { incident }: IncidentRecord,
  store: Store,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (rule === undefined || rule.signals.every(({ role }) => role !== 'unless')) return counts;
  const { keys } = await findPlaces(rule, incident.entity, store);
  for (const [name, evidence] of ruleEvidence(rule, keys, store, {})) {
    if (evidence.signal.role === 'unless') counts.set(name, await evidence.count());
  }
  return counts;
}

function windowOf({ incident, witness }: IncidentRecord, rule: Rule | undefined): IncidentDetail['window'] {
  if (incident.status !== 'open' || witness === undefined || rule === undefined) return undefined;
  return {
    start: formatInstant(witness.at),
    end: formatInstant((witness.at + rule.withinMs) as Instant),
  };
}

/** At most so many other incidents of an entity are shown. */
const RELATED_MAX = 50;

function relatedRows(
  { incident: { id, entity } }: IncidentRecord,
  index: IncidentIndex,
  at: Instant,
  titleOf: (rule: string) => string | undefined,
): readonly IncidentRow[] {
  return [...index.all()]
    .filter((other) => other.entity.key === entity.key && other.id !== id)
    .sort(comparatorOf('urgency', 'asc', at, titleOf))
    .slice(0, RELATED_MAX)
    .map((other) => toIncidentRow(other, at, titleOf));
}
