import '@xyflow/react/dist/style.css';
import './graph-view.css';
import Box from '@cloudscape-design/components/box';
import LiveRegion from '@cloudscape-design/components/live-region';
import {
  type AriaLabelConfig,
  Background,
  Controls,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import type { Graph } from '../../../src/api/contract/incident.ts';
import { type Texts, useTexts } from '../../texts/texts.ts';
import { GRAPH_COLORS } from './graph-colors.ts';
import { GraphEdgeLine } from './graph-edge-line.tsx';
import { GraphNodeBox } from './graph-node-box.tsx';
import { type FlowEdge, type FlowNode, toFlow } from './to-flow.ts';

const NODE_TYPES = { box: GraphNodeBox };
const EDGE_TYPES = { line: GraphEdgeLine };

/** The drawing of a graph: nothing can be moved in it but the view, and what is selected is told below. */
export function GraphView({ graph }: { readonly graph: Graph }) {
  const { graph: texts } = useTexts().incident;
  const flow = useMemo(() => toFlow(graph, texts), [graph, texts]);
  const [nodes, setNodes, onNodesChange] = useNodesState<FlowNode>([...flow.nodes]);
  const [edges, setEdges, onEdgesChange] = useEdgesState<FlowEdge>([...flow.edges]);
  const [pointed, setPointed] = useState<string>();
  useEffect(() => {
    // The view stays where it is; only what is drawn follows the answer.
    setNodes([...flow.nodes]);
    setEdges([...flow.edges]);
  }, [flow, setNodes, setEdges]);
  const selected =
    nodes.find((node) => node.selected)?.data.about ?? edges.find((edge) => edge.selected)?.data?.about;
  return (
    <>
      <div className="incident-graph" style={GRAPH_COLORS}>
        <ReactFlow
          {...{ nodes, edges, onNodesChange, onEdgesChange }}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          fitView
          fitViewOptions={{ maxZoom: 1 }}
          minZoom={0.1}
          nodesDraggable={false}
          nodesConnectable={false}
          deleteKeyCode={null}
          // The page scrolls; the graph is zoomed by its buttons.
          zoomOnScroll={false}
          preventScrolling={false}
          ariaLabelConfig={labelsOf(texts)}
          onNodeMouseEnter={(_, { data }) => setPointed(data.about)}
          onNodeMouseLeave={() => setPointed(undefined)}
          onEdgeMouseEnter={(_, { data }) => setPointed(data?.about)}
          onEdgeMouseLeave={() => setPointed(undefined)}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <LiveRegion>
        <Box padding={{ top: 'xs' }} className="incident-breakable">
          {pointed ?? selected ?? texts.selectHint}
        </Box>
      </LiveRegion>
    </>
  );
}

function labelsOf(texts: Texts['incident']['graph']): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': texts.nodeHelp,
    'node.a11yDescription.keyboardDisabled': texts.nodeHelp,
    'edge.a11yDescription.default': texts.edgeHelp,
    'controls.ariaLabel': texts.controls,
    'controls.zoomIn.ariaLabel': texts.zoomIn,
    'controls.zoomOut.ariaLabel': texts.zoomOut,
    'controls.fitView.ariaLabel': texts.fit,
  };
}
