import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DeliveryCounts } from '../../src/core/delivery-counts.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText, shareText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';
import { BalanceTable } from './balance-table.tsx';
import { missingFrom, OUTCOMES } from './intake-balance.ts';

/** What became of all deliveries: as an equation, as bars, and in words. */
export function Balance({ counts }: { readonly counts: DeliveryCounts | undefined }) {
  const { health } = useTexts();
  return (
    <Container
      header={
        <Header variant="h2" description={health.balanceHint}>
          {health.balance}
        </Header>
      }
    >
      {counts === undefined ? (
        <Box textAlign="center">{health.noCounts}</Box>
      ) : (
        <SpaceBetween size="m">
          <Equation counts={counts} />
          {counts.received > 0 && <Bars counts={counts} />}
          <BalanceTable counts={counts} />
        </SpaceBetween>
      )}
    </Container>
  );
}

/** Received = matched + ignored + duplicate + stale + quarantined, and whether it is so. */
export function Equation({ counts }: { readonly counts: DeliveryCounts }) {
  const { health } = useTexts();
  const { language } = usePreferences();
  const term = (name: keyof DeliveryCounts) => `${health.counts[name]} ${countText(counts[name], language)}`;
  const missing = missingFrom(counts);
  return (
    <div>
      <Box variant="p" fontSize="heading-s">
        {term('received')} = {OUTCOMES.map(term).join(' + ')}
      </Box>
      {missing === 0 ? (
        <StatusIndicator type="success">{health.addsUp}</StatusIndicator>
      ) : (
        <StatusIndicator type="error">{health.doesNotAddUp(countText(missing, language))}</StatusIndicator>
      )}
    </div>
  );
}

function Bars({ counts }: { readonly counts: DeliveryCounts }) {
  const { health, frame } = useTexts();
  const { language } = usePreferences();
  const share = (count: number) => shareText(count, counts.received, language);
  const bars = OUTCOMES.map((name) => ({
    x: health.counts[name],
    y: (100 * counts[name]) / counts.received,
    text: `${countText(counts[name], language)} (${share(counts[name])})`,
  }));
  return (
    <BarChart
      horizontalBars
      hideFilter
      hideLegend
      height={200}
      ariaLabel={health.balance}
      xTitle={health.outcome}
      yTitle={health.share}
      xScaleType="categorical"
      yDomain={[0, 100]}
      yTickFormatter={(percent) => shareText(percent, 100, language)}
      series={[
        {
          type: 'bar',
          title: health.deliveries,
          valueFormatter: (_, outcome) => bars.find(({ x }) => x === outcome)?.text ?? '',
          data: bars,
        },
      ]}
      i18nStrings={{ detailPopoverDismissAriaLabel: frame.close }}
    />
  );
}
