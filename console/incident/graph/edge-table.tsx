import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import type { Graph, GraphNode } from '../../../src/api/contract/incident.ts';
import { SeverityBadge } from '../../shared/severity-badge.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import { useTexts } from '../../texts/texts.ts';
import { edgeReason } from './edge-reason.ts';

const PAGE_SIZE = 25;

/** Every edge of a graph with its reason. */
export function EdgeTable({ graph }: { readonly graph: Graph }) {
  const { graph: texts } = useTexts().incident;
  const rows = useMemo(() => {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    return graph.edges.map((edge, index) => ({
      id: String(index),
      from: nodes.get(edge.source),
      to: nodes.get(edge.target),
      why: edgeReason(edge, nodes, texts),
    }));
  }, [graph, texts]);
  const { items, collectionProps, paginationProps } = useCollection(rows, {
    sorting: {},
    pagination: { pageSize: PAGE_SIZE },
  });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="id"
      variant="embedded"
      wrapLines
      ariaLabels={{ tableLabel: texts.header }}
      empty={<Box textAlign="center">{texts.none}</Box>}
      columnDefinitions={[
        {
          id: 'from',
          header: texts.from,
          cell: ({ from }) => <NodeText node={from} />,
          sortingComparator: (a, b) => labelOf(a.from).localeCompare(labelOf(b.from)),
          isRowHeader: true,
          minWidth: 200,
        },
        { id: 'why', header: texts.why, cell: ({ why }) => why, sortingField: 'why', minWidth: 200 },
        {
          id: 'to',
          header: texts.to,
          cell: ({ to }) => <NodeText node={to} />,
          sortingComparator: (a, b) => labelOf(a.to).localeCompare(labelOf(b.to)),
          minWidth: 200,
        },
      ]}
      {...(rows.length > PAGE_SIZE && { pagination: <Pagination {...paginationProps} /> })}
    />
  );
}

function labelOf(node: GraphNode | undefined): string {
  return node?.label ?? '';
}

function NodeText({ node }: { readonly node: GraphNode | undefined }) {
  if (node === undefined) return null;
  return (
    <>
      <Box variant="small">{node.type}</Box>
      <div className="incident-breakable">{visibleText(node.label)}</div>
      {node.severity && <SeverityBadge severity={node.severity} />}
    </>
  );
}
