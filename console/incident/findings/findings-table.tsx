import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useTexts } from '../../texts/texts.ts';
import { findingColumns } from './finding-columns.tsx';
import { useOpenFinding } from './finding-opener.tsx';
import { type FindingRow, findingRowKey } from './finding-rows.ts';

/** Findings as a table; `isWhole` for all of an incident, with a heading, a filter and the signals of each. */
export function FindingsTable({
  label,
  rows,
  pageSize,
  isWhole = false,
}: {
  readonly label: string;
  readonly rows: readonly FindingRow[];
  readonly pageSize: number;
  readonly isWhole?: boolean;
}) {
  const { incident, shared } = useTexts();
  const { findings } = incident;
  const open = useOpenFinding();
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount, actions } = useCollection(
    rows,
    {
      filtering: {
        empty: findings.none,
        noMatch: <Button onClick={() => actions.setFiltering('')}>{findings.clearFilter}</Button>,
        filteringFunction: ({ finding, signals }, text) =>
          [finding.title, finding.id, finding.productArn, ...signals, ...(finding.values ?? [])].some(
            (each) => each.toLowerCase().includes(text.toLowerCase()),
          ),
      },
      sorting: {},
      pagination: { pageSize },
    },
  );
  const hidden = new Set<string>();
  if (!isWhole) hidden.add('signal');
  if (rows.every(({ finding }) => finding.values === undefined)) hidden.add('values');
  const columns = findingColumns({ texts: findings, shared, open });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy={findingRowKey}
      variant={isWhole ? 'container' : 'embedded'}
      wrapLines
      ariaLabels={{ tableLabel: label }}
      columnDefinitions={columns.filter(({ id }) => id === undefined || !hidden.has(id))}
      {...(isWhole && {
        header: (
          <Header variant="h2" counter={`(${rows.length})`}>
            {findings.header}
          </Header>
        ),
        filter: (
          <TextFilter
            {...filterProps}
            filteringAriaLabel={findings.filter}
            filteringPlaceholder={findings.filter}
            countText={findings.matches(filteredItemsCount ?? 0)}
          />
        ),
      })}
      {...(rows.length > pageSize && { pagination: <Pagination {...paginationProps} /> })}
      empty={<Box textAlign="center">{findings.none}</Box>}
    />
  );
}
