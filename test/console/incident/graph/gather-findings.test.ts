import { describe, expect, it } from 'vitest';
import { ALIKE_MAX, gatherFindings } from '../../../../console/incident/graph/gather-findings.ts';
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
