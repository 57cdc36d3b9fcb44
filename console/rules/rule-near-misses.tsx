import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { NearMissView } from '../../src/api/contract/incident.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';
import { EntityLink } from './entity-link.tsx';

const PAGE_SIZE = 10;

/** Entities for which a rule would hold if one thing were different, and what that is. */
export function RuleNearMisses({ nearMisses }: { readonly nearMisses: readonly NearMissView[] }) {
  const { rules, shared } = useTexts();
  const { language } = usePreferences();
  const { items, paginationProps } = useCollection(nearMisses, { pagination: { pageSize: PAGE_SIZE } });
  return (
    <Table
      items={items}
      trackBy={({ entity }) => entity.id}
      wrapLines
      ariaLabels={{ tableLabel: rules.nearMisses }}
      header={
        <Header
          variant="h2"
          counter={`(${countText(nearMisses.length, language)})`}
          description={rules.nearMissesHint}
        >
          {rules.nearMisses}
        </Header>
      }
      pagination={nearMisses.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{rules.noNearMisses}</Box>}
      columnDefinitions={[
        {
          id: 'entity',
          header: rules.entity,
          isRowHeader: true,
          minWidth: 220,
          cell: ({ entity }) => <EntityLink entity={entity} />,
        },
        {
          id: 'account',
          header: rules.account,
          minWidth: 130,
          cell: ({ entity }) => entity.account ?? shared.none,
        },
        { id: 'lacks', header: rules.lacks, minWidth: 160, cell: (miss) => rules.missing(miss) },
        { id: 'met', header: rules.met, minWidth: 140, cell: ({ met }) => met.join(', ') || shared.none },
      ]}
    />
  );
}
