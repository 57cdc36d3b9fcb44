import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useTexts } from '../texts/texts.ts';

/** What a chart shows, as a table: for those who cannot see the chart, or want to read its values. */
export function ChartTable<Item>({
  chart,
  items,
  columns,
}: {
  /** The heading of the chart. */
  readonly chart: string;
  readonly items: readonly Item[];
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
}) {
  const { asTable, asTableOf } = useTexts().shared;
  return (
    <ExpandableSection headerText={asTable} headerAriaLabel={asTableOf(chart)} variant="footer">
      <Table
        variant="embedded"
        contentDensity="compact"
        ariaLabels={{ tableLabel: chart }}
        items={items}
        columnDefinitions={columns}
      />
    </ExpandableSection>
  );
}
