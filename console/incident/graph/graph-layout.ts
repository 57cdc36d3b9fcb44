import { layout, Graph as Plan } from '@dagrejs/dagre';
import type { GraphEdge } from '../../../src/api/contract/incident.ts';
import type { DrawnGraph, DrawnNode } from './gather-findings.ts';

/** A node and where its upper left corner is. */
export interface PlacedNode extends DrawnNode {
  readonly x: number;
  readonly y: number;
}

/** A place in the drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** An edge with the places that it passes, around nodes that are in its way, and where its label has room. */
export interface RoutedEdge extends GraphEdge {
  readonly points: readonly Place[];
  readonly label: string;
  readonly labelAt: Place;
}

/** What is drawn, and where. */
export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly RoutedEdge[];
}

/** Every node is so large. */
export const NODE_PX = { width: 230, height: 64 } as const;

const LETTER_PX = 6;
const LABEL_HEIGHT_PX = 18;

/**
 * Places what is drawn from left to right: findings, the resources that they are about, the incident's own. Edges to
 * nodes that are not drawn are left out.
 */
export function graphLayout(
  { nodes, edges }: DrawnGraph,
  labelOf: (edge: GraphEdge) => string = ({ signal = '' }) => signal,
): GraphLayout {
  const plan = new Plan({ multigraph: true });
  plan.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 48 });
  for (const { id } of nodes) plan.setNode(id, { ...NODE_PX });
  const known = new Set(nodes.map(({ id }) => id));
  const drawn = edges.filter(({ source, target }) => known.has(source) && known.has(target));
  for (const [index, edge] of drawn.entries()) {
    const width = labelOf(edge).length * LETTER_PX;
    plan.setEdge(edge.source, edge.target, { width, height: LABEL_HEIGHT_PX, labelpos: 'c' }, String(index));
  }
  layout(plan);
  return {
    nodes: nodes.map((node) => {
      const { x, y } = plan.node(node.id);
      return { ...node, x: x - NODE_PX.width / 2, y: y - NODE_PX.height / 2 };
    }),
    edges: drawn.map((edge, index) => {
      const { points = [], x, y } = plan.edge(edge.source, edge.target, String(index));
      return { ...edge, points, label: labelOf(edge), labelAt: { x, y } };
    }),
  };
}
