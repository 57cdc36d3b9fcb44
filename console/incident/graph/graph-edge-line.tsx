import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { pathThrough } from './path-through.ts';
import type { FlowEdge } from './to-flow.ts';

/** An edge along its way, with its label where there is room for it. */
export function GraphEdgeLine({ id, data, label }: EdgeProps<FlowEdge>) {
  if (data === undefined) return null;
  return (
    <BaseEdge
      id={id}
      path={pathThrough(data.points)}
      label={label}
      labelX={data.labelAt.x}
      labelY={data.labelAt.y}
      interactionWidth={16}
    />
  );
}
