import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { colorChartsStatusHigh, colorChartsStatusPositive } from '@cloudscape-design/design-tokens';
import type { Overview } from '../../src/api/contract/overview.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { ChartTable } from '../shared/chart-table.tsx';
import { countText, dayText } from '../shared/number-format.ts';
import { PageLink } from '../shared/page-link.tsx';
import { useTexts } from '../texts/texts.ts';
import { LONGEST_DAYS } from './to-days.ts';
import { toPeriods } from './to-periods.ts';

/** Incidents opened and resolved on each day of the range, in each week of a long one. */
export function OpenedAndResolved({
  days,
  timeZone,
}: {
  readonly days: Overview['perDay'];
  readonly timeZone: string;
}) {
  const { overview, frame } = useTexts();
  const { language } = usePreferences();
  const number = (count: number) => countText(count, language);
  const { unit, counts } = toPeriods(days);
  const title = overview.opening[unit];
  const hasAny = days.some(({ opened, resolved }) => opened + resolved > 0);
  const series = (name: string, color: string, of: 'opened' | 'resolved') => ({
    type: 'bar' as const,
    title: name,
    color,
    data: counts.map((each) => ({ x: each.day, y: each[of] })),
    valueFormatter: number,
  });
  return (
    <Container
      header={
        <Header variant="h2" description={overview.openingHint(timeZone)}>
          {title}
        </Header>
      }
    >
      <BarChart
        hideFilter
        height={220}
        ariaLabel={title}
        xTitle={overview.since[unit]}
        yTitle={overview.incidentCount}
        xScaleType="categorical"
        xTickFormatter={(day) => dayText(day, language)}
        yTickFormatter={(count) => (Number.isInteger(count) ? number(count) : '')}
        series={
          hasAny
            ? [
                series(overview.opened, colorChartsStatusHigh, 'opened'),
                series(overview.resolved, colorChartsStatusPositive, 'resolved'),
              ]
            : []
        }
        i18nStrings={{ detailPopoverDismissAriaLabel: frame.close }}
        empty={
          <Box textAlign="center">
            {overview.noneInRange}{' '}
            {days.length < LONGEST_DAYS && (
              <PageLink href={`/overview?days=${LONGEST_DAYS}`}>{overview.lookBack}</PageLink>
            )}
          </Box>
        }
      />
      <ChartTable
        chart={title}
        items={counts}
        columns={[
          {
            id: 'day',
            header: overview.since[unit],
            isRowHeader: true,
            cell: ({ day }) => dayText(day, language),
          },
          { id: 'opened', header: overview.opened, cell: ({ opened }) => number(opened) },
          { id: 'resolved', header: overview.resolved, cell: ({ resolved }) => number(resolved) },
        ]}
      />
    </Container>
  );
}
