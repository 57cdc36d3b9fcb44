import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { IntakeRunView } from '../../src/api/contract/intake.ts';
import type { DeliveryCounts } from '../../src/core/delivery-counts.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText, durationText } from '../shared/number-format.ts';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { OUTCOMES } from './intake-balance.ts';

const PAGE_SIZE = 10;

/** The last times that findings were taken in, and what became of them. */
export function IntakeRuns({ runs }: { readonly runs: readonly IntakeRunView[] }) {
  const { health, shared } = useTexts();
  const { language } = usePreferences();
  const { items, paginationProps } = useCollection(runs, { pagination: { pageSize: PAGE_SIZE } });
  const countColumn = (name: keyof DeliveryCounts): TableProps.ColumnDefinition<IntakeRunView> => ({
    id: name,
    header: health.counts[name],
    minWidth: 95,
    cell: ({ counts }) => countText(counts[name], language),
  });
  return (
    <Table
      items={items}
      wrapLines
      ariaLabels={{ tableLabel: health.runs }}
      header={
        <Header variant="h2" counter={`(${countText(runs.length, language)})`} description={health.runsHint}>
          {health.runs}
        </Header>
      }
      pagination={runs.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{health.noRuns}</Box>}
      columnDefinitions={[
        {
          id: 'source',
          header: health.source,
          isRowHeader: true,
          minWidth: 180,
          cell: ({ source }) => visibleText(source),
        },
        { id: 'ended', header: health.endedAt, minWidth: 130, cell: (run) => <TimeText at={run.endedAt} /> },
        {
          id: 'took',
          header: health.took,
          minWidth: 100,
          cell: (run) => durationText(Date.parse(run.endedAt) - Date.parse(run.startedAt), language),
        },
        countColumn('received'),
        ...OUTCOMES.map(countColumn),
        countColumn('context'),
        {
          id: 'newest',
          header: health.newestAt,
          minWidth: 130,
          cell: ({ newestAt }) => (newestAt === undefined ? shared.none : <TimeText at={newestAt} />),
        },
      ]}
    />
  );
}
