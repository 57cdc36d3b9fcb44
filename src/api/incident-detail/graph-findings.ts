import { type Evidence, findingText } from '../../core/correlation/evidence.ts';
import type { Incident } from '../../core/correlation/incident.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { Places } from '../../core/correlation/places.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { Store } from '../../store.ts';

/** A finding of an incident: what it counts for, where it is filed, and what else it states. */
export interface GraphFinding {
  readonly id: string;
  readonly evidence: Evidence;
  /** By the names of its signals. */
  readonly places: ReadonlyMap<string, readonly Entity[]>;
  readonly observation: Observation | undefined;
}

/** At most this many findings are drawn: more than that nobody tells apart. */
const FINDINGS_MAX = 60;

/** The findings of an incident that are drawn, of every signal some, and how many are left out of those it counts. */
export async function graphFindings(
  incident: Incident,
  places: Places | undefined,
  store: Store,
): Promise<{ readonly findings: readonly GraphFinding[]; readonly omitted: number }> {
  const listed = listedFindings(incident);
  const findings: GraphFinding[] = [];
  for (const [id, { evidence, signals }] of [...listed].slice(0, FINDINGS_MAX)) {
    const observation = await store.loadFinding(evidence.finding);
    const filed = [...signals].map(
      (signal) => [signal, placesOf(signal, observation, incident, places)] as const,
    );
    findings.push({ id, evidence, places: new Map(filed), observation });
  }
  return { findings, omitted: listed.size - findings.length + unlisted(incident) };
}

interface ListedFinding {
  readonly evidence: Evidence;
  readonly signals: Set<string>;
}

/** Each finding once: the first of every signal, then the second of every signal, and so on. */
function listedFindings({ signals }: Incident): ReadonlyMap<string, ListedFinding> {
  const listed = new Map<string, ListedFinding>();
  const lists = Object.entries(signals);
  const longest = Math.max(0, ...lists.map(([, { findings }]) => findings.length));
  for (let at = 0; at < longest; at += 1) {
    for (const [name, { findings }] of lists) {
      const evidence = findings[at];
      if (evidence === undefined) continue;
      const id = findingText(evidence.finding);
      const known = listed.get(id);
      if (known === undefined) listed.set(id, { evidence, signals: new Set([name]) });
      else known.signals.add(name);
    }
  }
  return listed;
}

/** What signals count and do not list; where they count values, how many findings that is nobody has counted. */
function unlisted({ signals }: Incident): number {
  return Object.values(signals).reduce((sum, { count, findings }) => {
    const isOfValues = findings.some(({ values }) => values !== undefined);
    return sum + (isOfValues ? 0 : Math.max(0, count - findings.length));
  }, 0);
}

/**
 * Where the rule finds the evidence, of all places where the finding is filed. A finding that has changed since is
 * filed nowhere any more: then it was at the incident's own entity, or at the only place where its signal looks.
 */
function placesOf(
  signal: string,
  observation: Observation | undefined,
  { rule, entity }: Incident,
  places: Places | undefined,
): readonly Entity[] {
  const filings = observation?.filings ?? [];
  const filed = filings
    .filter(({ key }) => key.rule === rule.id && key.signal === signal)
    .map((filing) => filing.entity);
  const looked = new Set(places?.keys.get(signal)?.map((key) => key.entity) ?? [entity.key]);
  const here = filed.filter(({ key }) => looked.has(key));
  if (here.length > 0) return here;
  if (looked.has(entity.key) && filed.length === 0) return [entity];
  const known = places?.related.filter(({ key }) => looked.has(key)) ?? [];
  return filed.length === 0 && known.length === 1 ? known : filed;
}
