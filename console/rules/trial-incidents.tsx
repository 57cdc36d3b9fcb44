import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { WouldHaveFired } from '../../src/api/contract/rules.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { StatusText } from '../shared/status-text.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { useTexts } from '../texts/texts.ts';
import { EntityLink } from './entity-link.tsx';

const PAGE_SIZE = 10;

/** The incidents that an edited rule would have opened. */
export function TrialIncidents({ incidents, count }: Pick<WouldHaveFired, 'incidents' | 'count'>) {
  const { trial } = useTexts();
  const { language } = usePreferences();
  const { items, paginationProps } = useCollection(incidents, { pagination: { pageSize: PAGE_SIZE } });
  const number = (value: number) => countText(value, language);
  return (
    <Table
      variant="borderless"
      wrapLines
      items={items}
      trackBy={({ entity }) => entity.id}
      ariaLabels={{ tableLabel: trial.incidents }}
      header={
        <Header
          variant="h3"
          counter={`(${number(count)})`}
          {...(count > incidents.length && {
            description: trial.shown(number(incidents.length), number(count)),
          })}
        >
          {trial.incidents}
        </Header>
      }
      pagination={incidents.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{trial.noIncidents}</Box>}
      columnDefinitions={[
        {
          id: 'entity',
          header: trial.entity,
          isRowHeader: true,
          minWidth: 220,
          cell: ({ entity }) => <EntityLink entity={entity} />,
        },
        {
          id: 'status',
          header: trial.status,
          minWidth: 120,
          cell: ({ status }) => <StatusText status={status} />,
        },
        {
          id: 'severity',
          header: trial.severity,
          minWidth: 110,
          cell: ({ severity }) => <SeverityBadge severity={severity} />,
        },
        {
          id: 'openedAt',
          header: trial.openedAt,
          minWidth: 120,
          cell: ({ openedAt }) => <TimeText at={openedAt} />,
        },
        { id: 'evidence', header: trial.evidence, minWidth: 90, cell: ({ evidence }) => number(evidence) },
      ]}
    />
  );
}
