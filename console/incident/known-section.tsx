import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { IncidentDetail, NearMissView } from '../../src/api/contract/incident.ts';
import type { IncidentRow } from '../../src/api/contract/incidents.ts';
import { HandlingText } from '../shared/handling-text.tsx';
import { incidentAddress, ruleAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { StatusText } from '../shared/status-text.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { type Texts, useTexts } from '../texts/texts.ts';

/** What else is known about the entity of an incident. */
export function KnownSection({ detail }: { readonly detail: IncidentDetail }) {
  return (
    <SpaceBetween size="l">
      <Related incidents={detail.related} />
      <NearMisses misses={detail.nearMisses} />
    </SpaceBetween>
  );
}

function Related({ incidents }: { readonly incidents: readonly IncidentRow[] }) {
  const { known, facts, findings } = useTexts().incident;
  return (
    <Table
      items={incidents}
      trackBy="id"
      wrapLines
      ariaLabels={{ tableLabel: known.related }}
      header={
        <Header variant="h2" counter={`(${incidents.length})`}>
          {known.related}
        </Header>
      }
      empty={<Box textAlign="center">{known.noRelated}</Box>}
      columnDefinitions={[
        severityColumn<IncidentRow>(facts.severity),
        titleColumn<IncidentRow>(findings.title, ({ id }) => incidentAddress(id)),
        {
          id: 'status',
          header: facts.status,
          cell: ({ status }) => <StatusText status={status} />,
          minWidth: 135,
        },
        {
          id: 'handling',
          header: facts.handling,
          cell: ({ handling }) => <HandlingText handling={handling} />,
          minWidth: 140,
        },
        {
          id: 'opened',
          header: facts.opened,
          cell: ({ openedAt }) => <TimeText at={openedAt} />,
          minWidth: 130,
        },
      ]}
    />
  );
}

function NearMisses({ misses }: { readonly misses: readonly NearMissView[] }) {
  const { known, facts } = useTexts().incident;
  return (
    <Table
      items={misses}
      trackBy="rule"
      wrapLines
      ariaLabels={{ tableLabel: known.nearMisses }}
      header={
        <Header variant="h2" counter={`(${misses.length})`} description={known.nearMissesDescription}>
          {known.nearMisses}
        </Header>
      }
      empty={<Box textAlign="center">{known.noNearMisses}</Box>}
      columnDefinitions={[
        severityColumn<NearMissView>(facts.severity),
        titleColumn<NearMissView>(known.title, ({ rule }) => ruleAddress(rule)),
        { id: 'lacks', header: known.lacks, cell: (miss) => lackText(miss, known), minWidth: 180 },
        { id: 'met', header: known.met, cell: ({ met }) => met.join(', '), minWidth: 140 },
      ]}
    />
  );
}

type Column<Item> = TableProps.ColumnDefinition<Item>;

function severityColumn<Item extends Pick<IncidentRow, 'severity'>>(header: string): Column<Item> {
  return {
    id: 'severity',
    header,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
    minWidth: 135,
  };
}

function titleColumn<Item extends Pick<IncidentRow, 'title'>>(
  header: string,
  addressOf: (item: Item) => string,
): Column<Item> {
  return {
    id: 'title',
    header,
    cell: (item) => <PageLink href={addressOf(item)}>{visibleText(item.title)}</PageLink>,
    isRowHeader: true,
    minWidth: 220,
  };
}

function lackText({ missing, signals }: NearMissView, texts: Texts['incident']['known']): string {
  if (missing === 'signal') return signals.map(({ name, short }) => texts.short(name, short)).join(', ');
  return texts.missing[missing](signals.map(({ name }) => name).join(', '));
}
