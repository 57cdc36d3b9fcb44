import type { Graph, GraphEdge, GraphNode } from '../../../src/api/contract/incident.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../../../src/core/finding/finding.ts';

/** A node as it is drawn: one of the graph, or findings with the same edges together. */
export interface DrawnNode extends GraphNode {
  /** How many findings it stands for. */
  readonly count: number;
}

/** What is drawn of a graph. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly GraphEdge[];
}

/** More findings than these with the same edges are drawn as one. */
export const ALIKE_MAX = 4;

/** The graph with findings that count for the same together, so that it can still be read; a table tells each. */
export function gatherFindings({ nodes, edges }: Graph): DrawnGraph {
  const gathered = new Map<string, string>();
  const drawn: DrawnNode[] = nodes
    .filter(({ kind }) => kind !== 'finding')
    .map((node) => ({ ...node, count: 0 }));
  for (const [place, alike] of groupAlike(nodes, edges)) {
    if (alike.length <= ALIKE_MAX) drawn.push(...alike.map((node) => ({ ...node, count: 1 })));
    else {
      const together = asOne(place, alike);
      drawn.push(together);
      for (const { id } of alike) gathered.set(id, together.id);
    }
  }
  return { nodes: drawn, edges: withoutRepeats(edges, gathered) };
}

function groupAlike(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): ReadonlyMap<string, readonly GraphNode[]> {
  const places = new Map<string, string[]>();
  for (const { source, target, kind, signal = '' } of edges) {
    for (const [end, other] of [
      [source, target],
      [target, source],
    ] as const) {
      places.set(end, [...(places.get(end) ?? []), JSON.stringify([kind, signal, other])]);
    }
  }
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes.filter(({ kind }) => kind === 'finding')) {
    const place = (places.get(node.id) ?? []).sort().join();
    groups.set(place, [...(groups.get(place) ?? []), node]);
  }
  return groups;
}

function asOne(place: string, alike: readonly GraphNode[]): DrawnNode {
  const [first] = alike;
  const types = new Set(alike.map(({ type }) => type));
  const severity = highest(alike);
  return {
    id: `together ${place}`,
    kind: 'finding',
    type: [...types].sort().join(', '),
    label: first?.signal ?? '',
    signal: first?.signal,
    severity,
    count: alike.length,
  };
}

function highest(nodes: readonly GraphNode[]): SeverityLabel | undefined {
  return SEVERITY_LABELS.findLast((label) => nodes.some(({ severity }) => severity === label));
}

function withoutRepeats(
  edges: readonly GraphEdge[],
  gathered: ReadonlyMap<string, string>,
): readonly GraphEdge[] {
  const kept = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const source = gathered.get(edge.source) ?? edge.source;
    const target = gathered.get(edge.target) ?? edge.target;
    const key = JSON.stringify([source, target, edge.kind, edge.signal]);
    if (!kept.has(key)) kept.set(key, { ...edge, source, target });
  }
  return [...kept.values()];
}
