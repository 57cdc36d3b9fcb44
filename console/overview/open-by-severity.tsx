import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import PieChart from '@cloudscape-design/components/pie-chart';
import {
  colorChartsStatusCritical,
  colorChartsStatusHigh,
  colorChartsStatusLow,
  colorChartsStatusMedium,
  colorChartsStatusNeutral,
} from '@cloudscape-design/design-tokens';
import type { Overview } from '../../src/api/contract/overview.ts';
import type { SeverityLabel } from '../../src/core/finding/finding.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { ChartTable } from '../shared/chart-table.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText, shareText } from '../shared/number-format.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { useTexts } from '../texts/texts.ts';

const COLORS: Readonly<Record<SeverityLabel, string>> = {
  CRITICAL: colorChartsStatusCritical,
  HIGH: colorChartsStatusHigh,
  MEDIUM: colorChartsStatusMedium,
  LOW: colorChartsStatusLow,
  INFORMATIONAL: colorChartsStatusNeutral,
};

/** Open incidents by severity. */
export function OpenBySeverity({ counts }: { readonly counts: Overview['openBySeverity'] }) {
  const { overview, shared, frame } = useTexts();
  const { language } = usePreferences();
  const open = counts.reduce((sum, { count }) => sum + count, 0);
  const number = (count: number) => countText(count, language);
  return (
    <Container fitHeight header={<Header variant="h2">{overview.bySeverity}</Header>}>
      <PieChart
        variant="donut"
        size="medium"
        hideFilter
        ariaLabel={overview.bySeverity}
        data={counts
          .filter(({ count }) => count > 0)
          .map(({ severity, count }) => ({
            title: shared.severities[severity],
            value: count,
            color: COLORS[severity],
          }))}
        innerMetricValue={number(open)}
        innerMetricDescription={overview.open}
        segmentDescription={({ value }) => `${number(value)} (${shareText(value, open, language)})`}
        detailPopoverContent={({ value }) => [
          { key: overview.incidentCount, value: number(value) },
          { key: overview.share, value: shareText(value, open, language) },
        ]}
        i18nStrings={{ detailPopoverDismissAriaLabel: frame.close }}
        empty={<Box textAlign="center">{overview.noneOpen}</Box>}
      />
      <ChartTable
        chart={overview.bySeverity}
        items={counts}
        columns={[
          {
            id: 'severity',
            header: overview.severity,
            isRowHeader: true,
            cell: ({ severity }) => <SeverityBadge severity={severity} />,
          },
          {
            id: 'count',
            header: overview.incidentCount,
            cell: ({ severity, count }) => (
              <PageLink href={incidentsAddress({ status: 'open', severity })}>{number(count)}</PageLink>
            ),
          },
          { id: 'share', header: overview.share, cell: ({ count }) => shareText(count, open, language) },
        ]}
      />
    </Container>
  );
}
