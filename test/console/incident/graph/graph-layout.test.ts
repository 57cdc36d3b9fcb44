import { describe, expect, it } from 'vitest';
import type { DrawnNode } from '../../../../console/incident/graph/gather-findings.ts';
import { graphLayout, NODE_PX, type Place } from '../../../../console/incident/graph/graph-layout.ts';
import { pathThrough } from '../../../../console/incident/graph/path-through.ts';
import type { GraphEdge } from '../../../../src/api/contract/incident.ts';

const subject = node('i', 'subject');

function node(id: string, kind: DrawnNode['kind']): DrawnNode {
  return { id, kind, type: '', label: id, count: 1 };
}

function evidence(source: string, target: string): GraphEdge {
  return { source, target, kind: 'evidence', signal: 'a-signal' };
}

function isWithin({ x, y }: Place, corner: Place): boolean {
  return x > corner.x && x < corner.x + NODE_PX.width && y > corner.y && y < corner.y + NODE_PX.height;
}

describe('graphLayout', () => {
  const findings = Array.from({ length: 80 }, (_, index) => node(`f${index}`, 'finding'));
  const many = graphLayout({
    nodes: [subject, node('sg', 'entity'), ...findings],
    edges: [
      { source: 'sg', target: 'i', kind: 'relation' },
      ...findings.map(({ id }, index) => evidence(id, index % 2 === 0 ? 'i' : 'sg')),
    ],
  });

  it('lets no two nodes overlap', () => {
    const overlaps = many.nodes.filter((a) =>
      many.nodes.some(
        (b) => a.id < b.id && Math.abs(a.x - b.x) < NODE_PX.width && Math.abs(a.y - b.y) < NODE_PX.height,
      ),
    );
    expect(overlaps).toEqual([]);
    expect(many.nodes).toHaveLength(82);
  });

  it('leads edges around nodes, and puts no label over one', () => {
    const hit = many.edges.filter(({ points, labelAt }) =>
      many.nodes.some((corner) => [...points.slice(1, -1), labelAt].some((place) => isWithin(place, corner))),
    );
    expect(hit).toEqual([]);
  });

  it('has the incident’s own entity rightmost', () => {
    const x = Math.max(...many.nodes.map((placed) => placed.x));
    expect(many.nodes.filter((placed) => placed.x === x).map(({ id }) => id)).toEqual(['i']);
  });

  it('places what nothing is tied to, and leaves out edges to nodes that are not drawn', () => {
    const { nodes, edges } = graphLayout({ nodes: [subject], edges: [evidence('gone', 'i')] });
    expect(nodes[0]).toMatchObject({ id: 'i', x: 0, y: 0 });
    expect(edges).toEqual([]);
  });
});

describe('pathThrough', () => {
  it.each<[points: readonly Place[], path: string]>([
    [[], ''],
    [[{ x: 1, y: 2 }], ''],
    [
      [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      'M 1 2 L 3 4',
    ],
    [
      [
        { x: 0, y: 0 },
        { x: 2, y: 0 },
        { x: 4, y: 2 },
      ],
      'M 0 0 Q 2 0 4 2',
    ],
    [
      [
        { x: 0, y: 0 },
        { x: 2, y: 0 },
        { x: 4, y: 2 },
        { x: 6, y: 2 },
      ],
      'M 0 0 Q 2 0 3 1 Q 4 2 6 2',
    ],
  ])('goes through %j', (points, path) => {
    expect(pathThrough(points)).toBe(path);
  });
});
