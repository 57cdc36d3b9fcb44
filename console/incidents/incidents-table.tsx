import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useMemo, useRef } from 'react';
import { HandlingMenu } from '../handling/handling-menu.tsx';
import { useTexts } from '../texts/texts.ts';
import { incidentColumns } from './columns.tsx';
import { ExportMenu } from './export-menu.tsx';
import { IncidentsEmpty } from './incidents-empty.tsx';
import { IncidentsFilter } from './incidents-filter.tsx';
import { toListSearch } from './list-address.ts';
import type { ListPreferences } from './list-preferences.ts';
import { ListSettings } from './list-settings.tsx';
import { quickFilter } from './quick-filters.ts';
import type { IncidentRows } from './use-incident-rows.ts';
import type { ListStateInUse } from './use-list-state.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowPreview } from './use-row-preview.tsx';
import { useSelection } from './use-selection.ts';
import { ViewsMenu } from './views-menu.tsx';

/** The incidents of a page in a table, with all that can be done to them and to the list. */
export function IncidentsTable(props: {
  readonly list: ListStateInUse;
  readonly rows: IncidentRows;
  readonly preferences: ListPreferences;
  readonly changePreferences: (preferences: ListPreferences) => void;
}) {
  const { list, rows, preferences, changePreferences } = props;
  const { state, change } = list;
  const texts = useTexts();
  const { incidents } = texts;
  const columns = useMemo(() => incidentColumns(texts), [texts]);
  const selection = useSelection(rows.rows, toListSearch(state));
  const preview = useRowPreview(rows.rows);
  const filterInput = useRef<PropertyFilterProps.Ref>(null);
  useRowKeys({
    current: preview.current,
    enter: preview.setCurrent,
    select: selection.toggle,
    preview: preview.toggle,
    filter: () => filterInput.current?.focus(),
  });
  const first = (state.page - 1) * rows.size + 1;
  return (
    <Table
      variant="full-page"
      stickyHeader
      resizableColumns
      enableKeyboardNavigation
      trackBy="id"
      {...preferences}
      columnDisplay={preferences.contentDisplay}
      columnDefinitions={columns}
      items={rows.rows}
      loading={rows.count === undefined && rows.error === undefined}
      loadingText={texts.frame.loading}
      empty={<IncidentsEmpty rows={rows} clear={() => change({ filter: quickFilter('all', '') })} />}
      firstIndex={first}
      totalItemsCount={rows.count ?? 0}
      renderAriaLive={({ firstIndex, lastIndex }) => incidents.shown(firstIndex, lastIndex, rows.count ?? 0)}
      ariaLabels={{
        tableLabel: texts.frame.incidents,
        selectionGroupLabel: incidents.selection,
        allItemsSelectionLabel: () => incidents.selectAll,
        itemSelectionLabel: (_, { title, entity }) => incidents.select(title, entity.id),
      }}
      selectionType="multi"
      selectedItems={selection.rows}
      onSelectionChange={({ detail }) => selection.set(detail.selectedItems)}
      onRowClick={({ detail }) => preview.show(detail.item.id)}
      sortingColumn={columns.find(({ sortingField }) => sortingField === state.sort) ?? {}}
      sortingDescending={state.order === 'desc'}
      onSortingChange={({ detail: { sortingColumn, isDescending = false } }) => {
        const sort = columns.find(
          ({ sortingField }) => sortingField === sortingColumn.sortingField,
        )?.sortingField;
        if (sort !== undefined) change({ sort, order: isDescending ? 'desc' : 'asc' });
      }}
      header={<ListHeader {...{ list, rows, selection }} />}
      filter={
        <IncidentsFilter
          inputRef={filterInput}
          filter={state.filter}
          count={rows.count}
          known={rows.known}
          isLoading={rows.isLoading}
          change={(filter) => change({ filter })}
        />
      }
      pagination={
        <Pagination
          currentPageIndex={state.page}
          pagesCount={rows.pages}
          onChange={({ detail }) => change({ page: detail.currentPageIndex })}
        />
      }
      preferences={
        <ListSettings preferences={{ ...preferences, pageSize: rows.size }} change={changePreferences} />
      }
    />
  );
}

function ListHeader({
  list,
  rows,
  selection,
}: {
  readonly list: ListStateInUse;
  readonly rows: IncidentRows;
  readonly selection: ReturnType<typeof useSelection>;
}) {
  const { frame, incidents } = useTexts();
  const { count, total } = rows;
  const chosen = selection.rows.length;
  return (
    <Header
      variant="awsui-h1-sticky"
      {...(count !== undefined && { counter: chosen > 0 ? `(${chosen}/${count})` : `(${count})` })}
      {...(total !== undefined && { description: incidents.ofAll(total) })}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ViewsMenu list={list} />
          <ExportMenu state={list.state} />
          <HandlingMenu
            variant="primary"
            ids={selection.rows.map(({ id }) => id)}
            onDone={() => selection.set([])}
          />
        </SpaceBetween>
      }
    >
      {frame.incidents}
    </Header>
  );
}
