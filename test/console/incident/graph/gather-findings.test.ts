import { describe, expect, it } from 'vitest';
import { ALIKE_MAX, gatherFindings } from '../../../../console/incident/graph/gather-findings.ts';
import { graphLayout, NODE_PX } from '../../../../console/incident/graph/graph-layout.ts';
import type { Graph, GraphNode } from '../../../../src/api/contract/incident.ts';

const subject: GraphNode = { id: 'i', kind: 'subject', type: 'AwsEc2Instance', label: 'i-0abc' };
const group: GraphNode = { id: 'sg', kind: 'entity', type: 'AwsEc2SecurityGroup', label: 'sg-0abc' };

function findings(count: number, signal: string, target: string): Graph {
  const ids = Array.from({ length: count }, (_, index) => `${signal}-${index}`);
  return {
    nodes: ids.map((id, index) => ({
      id,
      kind: 'finding',
      type: 'Inspector',
      label: id,
      severity: index === 0 ? 'CRITICAL' : 'LOW',
      signal,
    })),
    edges: ids.map((id) => ({ source: id, target, kind: 'evidence', signal })),
    omitted: 0,
  };
}

function graphOf(...parts: readonly Graph[]): Graph {
  return {
    nodes: [subject, group, ...parts.flatMap(({ nodes }) => nodes)],
    edges: [
      { source: 'i', target: 'sg', kind: 'relation', statedBy: ['a-0'] },
      ...parts.flatMap(({ edges }) => edges),
    ],
    omitted: 0,
  };
}

describe('gatherFindings', () => {
  it('leaves few findings as they are', () => {
    const graph = graphOf(findings(ALIKE_MAX, 'a', 'i'));
    const drawn = gatherFindings(graph);
    expect(drawn.nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id));
    expect(drawn.edges).toEqual(graph.edges);
  });

  it('draws many that count for the same as one, with the highest severity', () => {
    const { nodes, edges } = gatherFindings(graphOf(findings(100, 'a', 'i'), findings(2, 'b', 'sg')));
    expect(nodes).toHaveLength(2 + 1 + 2);
    expect(nodes.find(({ count }) => count === 100)).toMatchObject({ severity: 'CRITICAL', signal: 'a' });
    expect(edges).toHaveLength(1 + 1 + 2);
    expect(new Set(edges.flatMap(({ source, target }) => [source, target]))).toEqual(
      new Set(nodes.map(({ id }) => id)),
    );
  });

  it('keeps apart what counts on different resources', () => {
    const { nodes } = gatherFindings(graphOf(findings(5, 'a', 'i'), findings(5, 'b', 'sg')));
    expect(nodes.filter(({ count }) => count === 5)).toHaveLength(2);
  });
});

describe('graphLayout', () => {
  it('lets no two nodes overlap, and stays quick', () => {
    const parts = Array.from({ length: 20 }, (_, index) =>
      findings(ALIKE_MAX, `s${index}`, index % 2 ? 'i' : 'sg'),
    );
    const placed = graphLayout(gatherFindings(graphOf(...parts)));
    const overlaps = placed.filter((a) =>
      placed.some(
        (b) => a.id < b.id && Math.abs(a.x - b.x) < NODE_PX.width && Math.abs(a.y - b.y) < NODE_PX.height,
      ),
    );
    expect(overlaps).toEqual([]);
    expect(placed).toHaveLength(82);
  });

  it('places what nothing is tied to, and passes over edges to nodes that were left out', () => {
    const placed = graphLayout({
      nodes: [{ ...subject, count: 0 }],
      edges: [{ source: 'gone', target: 'i', kind: 'evidence' }],
    });
    expect(placed[0]).toMatchObject({ id: 'i', x: 0, y: 0 });
  });
});
