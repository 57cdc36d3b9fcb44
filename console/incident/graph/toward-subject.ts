import type { Graph, GraphEdge } from '../../../src/api/contract/incident.ts';

/** The edges, turned where need be so that each leads nearer to the incident's own entity: so findings stand outside. */
export function towardSubject({ nodes, edges }: Graph): readonly GraphEdge[] {
  const neighbours = neighboursOf(edges.filter(({ kind }) => kind === 'relation'));
  const distance = new Map<string, number>();
  let reached = nodes.filter(({ kind }) => kind === 'subject').map(({ id }) => id);
  for (let steps = 0; reached.length > 0; steps += 1) {
    for (const id of reached) distance.set(id, steps);
    const next = new Set(reached.flatMap((id) => neighbours.get(id) ?? []));
    reached = [...next].filter((id) => !distance.has(id));
  }
  const far = (id: string) => distance.get(id) ?? Number.POSITIVE_INFINITY;
  return edges.map((edge) =>
    far(edge.source) < far(edge.target) ? { ...edge, source: edge.target, target: edge.source } : edge,
  );
}

function neighboursOf(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of edges) {
    for (const [from, to] of [
      [source, target],
      [target, source],
    ] as const) {
      const known = neighbours.get(from);
      if (known === undefined) neighbours.set(from, [to]);
      else known.push(to);
    }
  }
  return neighbours;
}
