import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { Overview } from '../../src/api/contract/overview.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText } from '../shared/number-format.ts';
import { ruleAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { ShareBar } from '../shared/share-bar.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

const PAGE_SIZE = 6;

/** Open incidents by rule, the most first, each with the way to the rule and to its incidents. */
export function OpenByRule({
  rules,
  open,
}: {
  readonly rules: Overview['openByRule'];
  readonly open: number;
}) {
  const { overview } = useTexts();
  const { language } = usePreferences();
  const { items, paginationProps } = useCollection(rules, { pagination: { pageSize: PAGE_SIZE } });
  return (
    <Table
      items={items}
      trackBy="rule"
      wrapLines
      ariaLabels={{ tableLabel: overview.byRule }}
      header={
        <Header variant="h2" counter={`(${countText(rules.length, language)})`}>
          {overview.byRule}
        </Header>
      }
      pagination={rules.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{overview.noneOpen}</Box>}
      columnDefinitions={[
        {
          id: 'rule',
          header: overview.rule,
          minWidth: 180,
          isRowHeader: true,
          cell: ({ rule, title }) => <PageLink href={ruleAddress(rule)}>{visibleText(title)}</PageLink>,
        },
        {
          id: 'count',
          header: overview.open,
          minWidth: 80,
          cell: ({ rule, title, count }) => {
            const text = countText(count, language);
            return (
              <PageLink
                href={incidentsAddress({ status: 'open', rule })}
                label={overview.openOfRule(text, visibleText(title))}
              >
                {text}
              </PageLink>
            );
          },
        },
        {
          id: 'share',
          header: overview.share,
          minWidth: 140,
          cell: ({ title, count }) => (
            <ShareBar part={count} whole={open} label={overview.shareOfOpen(visibleText(title))} />
          ),
        },
      ]}
    />
  );
}
