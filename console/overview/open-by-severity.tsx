import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { Overview } from '../../src/api/contract/overview.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText } from '../shared/number-format.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { ShareBar } from '../shared/share-bar.tsx';
import { useTexts } from '../texts/texts.ts';

/** Open incidents by severity, the most severe first, each with its share of all and the way to them. */
export function OpenBySeverity({ counts }: { readonly counts: Overview['openBySeverity'] }) {
  const { overview, shared } = useTexts();
  const { language } = usePreferences();
  const open = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Table
      items={counts}
      trackBy="severity"
      ariaLabels={{ tableLabel: overview.bySeverity }}
      header={<Header variant="h2">{overview.bySeverity}</Header>}
      empty={<Box textAlign="center">{overview.noneOpen}</Box>}
      columnDefinitions={[
        {
          id: 'severity',
          header: overview.severity,
          minWidth: 120,
          isRowHeader: true,
          cell: ({ severity }) => <SeverityBadge severity={severity} />,
        },
        {
          id: 'count',
          header: overview.open,
          minWidth: 80,
          cell: ({ severity, count }) => {
            const text = countText(count, language);
            const label = overview.openOfRule(text, shared.severities[severity]);
            return (
              <PageLink href={incidentsAddress({ status: 'open', severity })} label={label}>
                {text}
              </PageLink>
            );
          },
        },
        {
          id: 'share',
          header: overview.share,
          minWidth: 140,
          cell: ({ severity, count }) => (
            <ShareBar part={count} whole={open} label={overview.shareOfOpen(shared.severities[severity])} />
          ),
        },
      ]}
    />
  );
}
