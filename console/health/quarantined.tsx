import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { QuarantinedView } from '../../src/api/contract/intake.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

const PAGE_SIZE = 10;

/** What could not be read, where it is, and why. */
export function Quarantined({ records }: { readonly records: readonly QuarantinedView[] }) {
  const { health } = useTexts();
  const { language } = usePreferences();
  const { items, filterProps, filteredItemsCount, paginationProps } = useCollection(records, {
    filtering: {
      fields: ['place', 'reason'],
    },
    pagination: { pageSize: PAGE_SIZE },
  });
  return (
    <Table
      items={items}
      wrapLines
      ariaLabels={{ tableLabel: health.quarantined }}
      header={
        <Header
          variant="h2"
          counter={`(${countText(records.length, language)})`}
          description={health.quarantinedHint}
        >
          {health.quarantined}
        </Header>
      }
      filter={
        records.length > 0 && (
          <TextFilter
            {...filterProps}
            filteringAriaLabel={health.find}
            filteringPlaceholder={health.find}
            countText={health.matches(filteredItemsCount ?? 0)}
          />
        )
      }
      pagination={records.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{records.length === 0 ? health.noQuarantined : health.noMatch}</Box>}
      columnDefinitions={[
        { id: 'at', header: health.at, minWidth: 130, cell: ({ at }) => <TimeText at={at} /> },
        {
          id: 'place',
          header: health.place,
          isRowHeader: true,
          minWidth: 180,
          cell: ({ place }) => visibleText(place),
        },
        { id: 'reason', header: health.reason, minWidth: 220, cell: ({ reason }) => visibleText(reason) },
      ]}
    />
  );
}
