import type { Incident } from '../../core/correlation/incident.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { relationKey } from '../../core/entity/relation-key.ts';
import { productOf } from '../../core/finding/product-of.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { Store } from '../../store.ts';
import type { Graph, GraphEdge, GraphNode } from '../contract/incident.ts';
import { type GraphEntities, graphEntities } from './graph-entities.ts';
import { type GraphFinding, graphFindings } from './graph-findings.ts';

/** Entities and findings around an incident; without its rule only the places where findings are filed are known. */
export async function incidentGraph(
  incident: Incident,
  rule: Rule | undefined,
  store: Store,
): Promise<Graph> {
  const { entity } = incident;
  const places = rule && (await findPlaces(rule, entity, store));
  const { findings, omitted } = await graphFindings(incident, places, store);
  const withEvidence = findings.flatMap((finding) => [...finding.places.values()].flat());
  const known = await graphEntities(entity, distinct(withEvidence), store);
  const evidence = findings.flatMap((finding) => evidenceEdges(finding, known));
  // A finding that is filed only where there was no room hangs on nothing; and no resource may pass for a finding.
  const drawn = findings.filter(
    ({ id, places: filed }) =>
      !known.entities.has(id) &&
      ([...filed.values()].flat().length === 0 || evidence.some(({ source }) => source === id)),
  );
  return {
    nodes: [...entityNodes(entity, known), ...drawn.map(toFindingNode)],
    edges: [...evidence, ...relationEdges(entity, known, drawn)],
    omitted: omitted + known.omitted + findings.length - drawn.length,
  };
}

function distinct(entities: readonly Entity[]): Iterable<Entity> {
  return new Map(entities.map((entity) => [entity.key, entity])).values();
}

function evidenceEdges({ id, places }: GraphFinding, { entities }: GraphEntities): readonly GraphEdge[] {
  return [...places].flatMap(([signal, filed]) =>
    filed
      .filter(({ key }) => entities.has(key))
      .map(({ key }) => ({ source: id, target: key, kind: 'evidence' as const, signal })),
  );
}

function entityNodes(subject: Entity, { entities }: GraphEntities): readonly GraphNode[] {
  return [...entities.values()].map(({ key, type }) => ({
    id: key,
    kind: key === subject.key ? 'subject' : 'entity',
    type,
    label: nameOf(key),
  }));
}

/** What people call a resource by: what follows the last `/` or `:` of its key. */
function nameOf(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1) || key;
}

function toFindingNode({ id, evidence, places }: GraphFinding): GraphNode {
  const [signal] = places.keys();
  return {
    id,
    kind: 'finding',
    type: productOf(evidence.finding.productArn),
    label: evidence.title,
    severity: evidence.severity,
    signal,
  };
}

function relationEdges(
  subject: Entity,
  { entities, pairs }: GraphEntities,
  findings: readonly GraphFinding[],
): readonly GraphEdge[] {
  const idOf = (key: string) => (key === relationKey(subject) ? subject.key : key);
  const statedBy = new Map<string, Set<string>>();
  for (const [one, other] of pairs) statedBy.set(pairText(one, other), new Set());
  for (const { id, observation } of findings) {
    for (const { ends } of observation?.relations ?? []) {
      const [one, other] = ends.map(({ key }) => idOf(key));
      if (one === undefined || other === undefined) continue;
      if (!entities.has(one) || !entities.has(other)) continue;
      const text = pairText(one, other);
      statedBy.set(text, (statedBy.get(text) ?? new Set()).add(id));
    }
  }
  return [...statedBy].map(([text, ids]) => {
    const [source = '', target = ''] = JSON.parse(text) as string[];
    return { source, target, kind: 'relation' as const, statedBy: [...ids] };
  });
}

/** One text for two entities, whichever way round. */
function pairText(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}
