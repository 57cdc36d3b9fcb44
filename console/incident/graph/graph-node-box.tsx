import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useTexts } from '../../texts/texts.ts';
import { severityColor } from '../severity-colors.ts';
import type { FlowNode } from './to-flow.ts';

/** A node of the graph: what kind it is, what it is called, and in its color how severe. */
export function GraphNodeBox({ data: { node, name } }: NodeProps<FlowNode>) {
  const { shared } = useTexts();
  const { kind, type, severity } = node;
  return (
    <div
      className={`incident-node incident-node-${kind}`}
      {...(kind === 'finding' && { style: { borderInlineStartColor: severityColor(severity) } })}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="incident-node-type">
        {type}
        {severity && ` · ${shared.severities[severity]}`}
      </div>
      <div className="incident-node-name">{name}</div>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
