import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Ref, useState } from 'react';
import type { IncidentFilter } from '../../src/api/contract/incidents.ts';
import { useAnswer } from '../api/queries.ts';
import { type Texts, useTexts } from '../texts/texts.ts';
import { filterOptions, filterProperties } from './filter-properties.tsx';
import { fromFilterQuery, toFilterQuery } from './filter-query.ts';
import type { KnownValues } from './known-values.ts';
import { QUICK_FILTERS, type QuickFilter, quickFilter, quickFilterOf } from './quick-filters.ts';

/** Says which incidents are shown: a click for the usual ones, conditions for any others. */
export function IncidentsFilter({
  filter,
  count,
  known,
  isLoading,
  change,
  inputRef,
}: {
  readonly filter: IncidentFilter;
  readonly count: number | undefined;
  readonly known: KnownValues;
  readonly isLoading: boolean;
  readonly change: (filter: IncidentFilter) => void;
  readonly inputRef: Ref<PropertyFilterProps.Ref>;
}) {
  const texts = useTexts();
  const { incidents } = texts;
  // Rules are asked for by who writes a filter only: the answer is not small.
  const [isUsed, setUsed] = useState(false);
  const rules = useAnswer('rules', { isOff: !isUsed }).data?.rules ?? [];
  return (
    <SpaceBetween size="xs">
      <QuickChoice {...{ filter, change, incidents }} />
      <div onFocusCapture={() => setUsed(true)}>
        <PropertyFilter
          ref={inputRef}
          query={toFilterQuery(filter)}
          onChange={({ detail }) => change(fromFilterQuery(detail))}
          filteringProperties={filterProperties(texts)}
          filteringOptions={filterOptions(texts, known, rules)}
          freeTextFiltering={{ operators: [':', '!:'] }}
          filteringAriaLabel={incidents.filter}
          filteringPlaceholder={incidents.filter}
          filteringEmpty={incidents.noValues}
          countText={count === undefined ? '' : incidents.found(count)}
          loading={isLoading}
          expandToViewport
        />
      </div>
    </SpaceBetween>
  );
}

function QuickChoice({
  filter,
  change,
  incidents,
}: {
  readonly filter: IncidentFilter;
  readonly change: (filter: IncidentFilter) => void;
  readonly incidents: Texts['incidents'];
}) {
  const user = useAnswer('session').data?.user ?? '';
  return (
    <SegmentedControl
      label={incidents.quickFilter}
      selectedId={quickFilterOf(filter, user) ?? null}
      // Where nobody can be assigned, none are mine.
      options={QUICK_FILTERS.filter((id) => id !== 'mine' || user !== '').map((id) => ({
        id,
        text: incidents.quickFilters[id],
      }))}
      onChange={({ detail }) => change(quickFilter(detail.selectedId as QuickFilter, user))}
    />
  );
}
