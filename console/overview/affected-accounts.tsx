import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { Overview } from '../../src/api/contract/overview.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText } from '../shared/number-format.ts';
import { PageLink } from '../shared/page-link.tsx';
import { ShareBar } from '../shared/share-bar.tsx';
import { useTexts } from '../texts/texts.ts';

/** The accounts with the most open incidents; `openWithout` are those whose resource names none. */
export function AffectedAccounts({
  accounts,
  open,
  openWithout,
}: {
  readonly accounts: Overview['accounts'];
  readonly open: number;
  readonly openWithout: number;
}) {
  const { overview } = useTexts();
  const { language } = usePreferences();
  return (
    <Table
      items={accounts}
      trackBy="account"
      ariaLabels={{ tableLabel: overview.accounts }}
      header={
        <Header variant="h2" description={overview.accountsHint}>
          {overview.accounts}
        </Header>
      }
      empty={<Box textAlign="center">{overview.noAccounts}</Box>}
      footer={
        openWithout > 0 && (
          <PageLink href={incidentsAddress({ status: 'open', account: '' })}>
            {overview.withoutAccount(countText(openWithout, language))}
          </PageLink>
        )
      }
      columnDefinitions={[
        {
          id: 'account',
          header: overview.account,
          isRowHeader: true,
          cell: ({ account }) => (
            <PageLink href={incidentsAddress({ status: 'open', account })}>{account}</PageLink>
          ),
        },
        { id: 'open', header: overview.open, minWidth: 80, cell: (each) => countText(each.open, language) },
        {
          id: 'critical',
          header: overview.critical,
          minWidth: 80,
          cell: ({ account, critical }) => (
            <PageLink
              href={incidentsAddress({ status: 'open', account, severity: 'CRITICAL' })}
              label={`${overview.critical}: ${countText(critical, language)} (${account})`}
            >
              {countText(critical, language)}
            </PageLink>
          ),
        },
        {
          id: 'share',
          header: overview.share,
          minWidth: 140,
          cell: (each) => (
            <ShareBar part={each.open} whole={open} label={overview.shareOfOpen(each.account)} />
          ),
        },
      ]}
    />
  );
}
