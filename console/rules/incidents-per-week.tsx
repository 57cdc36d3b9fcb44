import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { usePreferences } from '../preferences/preferences.tsx';
import { ChartTable } from '../shared/chart-table.tsx';
import { countText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';

/** Incidents that a rule opened in each of the last weeks. */
export function IncidentsPerWeek({ weeks }: { readonly weeks: readonly number[] }) {
  const { rules, frame } = useTexts();
  const { language } = usePreferences();
  const number = (count: number) => countText(count, language);
  const items = weeks.map((count, index) => {
    const ago = weeks.length - 1 - index;
    return { week: ago === 0 ? rules.thisWeek : rules.weeksAgo(ago), count };
  });
  return (
    <Container header={<Header variant="h2">{rules.weeks}</Header>}>
      <BarChart
        hideFilter
        hideLegend
        height={160}
        ariaLabel={rules.weeks}
        xTitle={rules.week}
        yTitle={rules.incidents}
        xScaleType="categorical"
        yTickFormatter={(count) => (Number.isInteger(count) ? number(count) : '')}
        series={
          weeks.some((count) => count > 0)
            ? [
                {
                  type: 'bar',
                  title: rules.incidents,
                  valueFormatter: number,
                  data: items.map(({ week, count }) => ({ x: week, y: count })),
                },
              ]
            : []
        }
        i18nStrings={{ detailPopoverDismissAriaLabel: frame.close }}
        empty={<Box textAlign="center">{rules.noneInWeeks}</Box>}
      />
      <ChartTable
        chart={rules.weeks}
        items={items}
        columns={[
          { id: 'week', header: rules.week, isRowHeader: true, cell: ({ week }) => week },
          { id: 'count', header: rules.incidents, cell: ({ count }) => number(count) },
        ]}
      />
    </Container>
  );
}
