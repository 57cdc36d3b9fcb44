import Table from '@cloudscape-design/components/table';
import type { DeliveryCounts } from '../../src/core/delivery-counts.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText, shareText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';
import { OUTCOMES } from './intake-balance.ts';

const ROWS = ['received', ...OUTCOMES, 'context'] as const;

/** Each count with what it means and its share of what was received; context is no part of that. */
export function BalanceTable({ counts }: { readonly counts: DeliveryCounts }) {
  const { health, shared } = useTexts();
  const { language } = usePreferences();
  return (
    <Table
      variant="borderless"
      contentDensity="compact"
      wrapLines
      items={ROWS}
      ariaLabels={{ tableLabel: health.balance }}
      columnDefinitions={[
        {
          id: 'outcome',
          header: health.outcome,
          isRowHeader: true,
          cell: (name) => health.counts[name],
        },
        { id: 'count', header: health.deliveries, cell: (name) => countText(counts[name], language) },
        {
          id: 'share',
          header: health.share,
          cell: (name) =>
            name === 'context' ? shared.none : shareText(counts[name], counts.received, language),
        },
        { id: 'meaning', header: health.meaning, cell: (name) => health.meanings[name] },
      ]}
    />
  );
}
