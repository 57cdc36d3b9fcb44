import type { Edge, Node } from '@xyflow/react';
import type { Graph, GraphNode } from '../../../src/api/contract/incident.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { IncidentTexts } from '../../texts/incident-texts.ts';
import { edgeReason } from './edge-reason.ts';
import { gatherFindings } from './gather-findings.ts';
import { graphLayout, NODE_PX, type PlacedNode, type RoutedEdge } from './graph-layout.ts';
import { towardSubject } from './toward-subject.ts';

/** A node as the drawing library has it. */
export type FlowNode = Node<
  { readonly node: PlacedNode; readonly name: string; readonly about: string },
  'box'
>;

/** An edge as the drawing library has it. */
export type FlowEdge = Edge<Pick<RoutedEdge, 'points' | 'labelAt'> & { readonly about: string }, 'line'>;

/** A graph as it is drawn, with what each node and edge says of itself. */
export function toFlow(
  graph: Graph,
  texts: IncidentTexts['graph'],
): { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] } {
  const drawn = gatherFindings({ ...graph, edges: towardSubject(graph) });
  const names = new Map(drawn.nodes.map((node) => [node.id, nameOf(node, texts)]));
  const known = new Map<string, GraphNode>([...graph.nodes, ...drawn.nodes].map((node) => [node.id, node]));
  const placed = graphLayout(drawn, ({ kind, signal = '' }) =>
    kind === 'evidence' ? signal : texts.related,
  );
  return {
    nodes: placed.nodes.map((node) => toNode(node, names.get(node.id) ?? '', texts)),
    edges: placed.edges.map((edge, index) => {
      const [from, to] = [edge.source, edge.target].map((id) => names.get(id) ?? id);
      const about = texts.edge(from ?? '', to ?? '', edgeReason(edge, known, texts));
      return toEdge(edge, index, about);
    }),
  };
}

function nameOf(
  { count, label }: { readonly count: number; readonly label: string },
  texts: IncidentTexts['graph'],
) {
  return count > 1 ? texts.together(count) : visibleText(label);
}

function toNode(node: PlacedNode, name: string, texts: IncidentTexts['graph']): FlowNode {
  const about = `${texts.kinds[node.kind]} (${node.type}): ${name}`;
  return {
    id: node.id,
    type: 'box',
    position: { x: node.x, y: node.y },
    ...NODE_PX,
    ariaLabel: about,
    data: { node, name, about },
  };
}

function toEdge(
  { source, target, kind, label, points, labelAt }: RoutedEdge,
  index: number,
  about: string,
): FlowEdge {
  return {
    id: `${index} ${source} ${target}`,
    type: 'line',
    source,
    target,
    ariaLabel: about,
    label,
    className: `incident-edge-${kind}`,
    data: { about, points, labelAt },
  };
}
