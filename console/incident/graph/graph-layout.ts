import { layout, Graph as Plan } from '@dagrejs/dagre';
import type { DrawnGraph, DrawnNode } from './gather-findings.ts';

/** A node and where its upper left corner is. */
export interface PlacedNode extends DrawnNode {
  readonly x: number;
  readonly y: number;
}

/** Every node is so large. */
export const NODE_PX = { width: 230, height: 64 } as const;

/** Places what is drawn from left to right: findings, the resources that they are about, the incident's own. */
export function graphLayout({ nodes, edges }: DrawnGraph): readonly PlacedNode[] {
  const plan = new Plan({ multigraph: true });
  plan.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 120 });
  plan.setDefaultEdgeLabel(() => ({}));
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id } of nodes) plan.setNode(id, { ...NODE_PX });
  for (const [index, { source, target }] of edges.entries()) {
    if (known.has(source) && known.has(target)) plan.setEdge(source, target, {}, String(index));
  }
  layout(plan);
  return nodes.map((node) => {
    const { x, y } = plan.node(node.id);
    return { ...node, x: x - NODE_PX.width / 2, y: y - NODE_PX.height / 2 };
  });
}
