import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useState } from 'react';
import type { Graph } from '../../../src/api/contract/incident.ts';
import { useTexts } from '../../texts/texts.ts';
import { EdgeTable } from './edge-table.tsx';

// The libraries for graphs are a fifth of the page, and only wanted here.
const GraphView = lazy(() => import('./graph-view.tsx').then((loaded) => ({ default: loaded.GraphView })));

/** Resources and findings and why they hang together, as a graph or as a table. */
export function GraphSection({ graph }: { readonly graph: Graph }) {
  const { graph: texts } = useTexts().incident;
  const [isTable, setTable] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={texts.description}
          actions={
            <SegmentedControl
              label={texts.view}
              selectedId={isTable ? 'table' : 'graph'}
              options={[
                { id: 'graph', text: texts.asGraph },
                { id: 'table', text: texts.asTable },
              ]}
              onChange={({ detail }) => setTable(detail.selectedId === 'table')}
            />
          }
        >
          {texts.header}
        </Header>
      }
    >
      {graph.omitted > 0 && <Box color="text-body-secondary">{texts.omitted(graph.omitted)}</Box>}
      {isTable ? (
        <EdgeTable graph={graph} />
      ) : (
        <Suspense fallback={<Spinner size="large" />}>
          <GraphView graph={graph} />
        </Suspense>
      )}
    </Container>
  );
}
