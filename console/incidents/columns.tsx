import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { IncidentRow, SortColumn } from '../../src/api/contract/incidents.ts';
import { SORT_COLUMNS } from '../../src/api/contract/list-choices.ts';
import { EntityText } from '../shared/entity-text.tsx';
import { HandlingText } from '../shared/handling-text.tsx';
import { incidentAddress, ruleAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { StatusText } from '../shared/status-text.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import type { Texts } from '../texts/texts.ts';
import { COLUMNS, type ColumnId } from './list-preferences.ts';

/** A column whose header sorts by it where the server can. */
export type IncidentColumn = TableProps.ColumnDefinition<IncidentRow> & {
  readonly id: ColumnId;
  readonly sortingField?: SortColumn;
};

/** All columns of the list. */
export function incidentColumns(texts: Texts): readonly IncidentColumn[] {
  return COLUMNS.map((id): IncidentColumn => {
    const sortingField = SORT_COLUMNS.find((column) => column === id);
    return {
      ...{ id, header: texts.incidents.columns[id], minWidth: 80, width: WIDTHS[id] },
      cell: (row) => CELLS[id](row, texts),
      ...(id === 'title' && { isRowHeader: true }),
      ...(sortingField && { sortingField }),
    };
  });
}

/** In pixels. */
const WIDTHS: Readonly<Record<ColumnId, number>> = {
  severity: 130,
  title: 290,
  entity: 200,
  status: 135,
  handling: 170,
  assignee: 120,
  account: 150,
  region: 130,
  signals: 190,
  openedAt: 130,
  updatedAt: 130,
  evidence: 110,
  rule: 240,
  lastObservedAt: 160,
  id: 200,
};

const CELLS: Readonly<Record<ColumnId, (row: IncidentRow, texts: Texts) => ReactNode>> = {
  severity: ({ severity }) => <SeverityBadge severity={severity} />,
  title: (row, { shared }) => (
    // Where the keys j and k find their rows.
    <span data-incident={row.id}>
      <PageLink href={incidentAddress(row.id)}>{visibleText(row.title)}</PageLink>{' '}
      {row.sample && <Badge color="grey">{shared.sample}</Badge>}
      <Box variant="small" display="block" color="text-body-secondary">
        {row.rule.id}
      </Box>
    </span>
  ),
  entity: ({ entity }) => <EntityText entity={entity} />,
  status: ({ status }) => <StatusText status={status} />,
  handling: ({ handling }) => (
    <SpaceBetween size="xxxs">
      <HandlingText handling={handling} />
      {handling?.until !== undefined && (
        <Box variant="small" color="text-body-secondary">
          <TimeText at={handling.until} />
        </Box>
      )}
    </SpaceBetween>
  ),
  assignee: ({ handling }, { shared }) => visibleText(handling?.assignee ?? shared.none),
  account: ({ entity }, { shared }) => entity.account ?? shared.none,
  region: ({ entity }, { shared }) => entity.region ?? shared.none,
  signals: ({ signals }) => <SignalCounts signals={signals} />,
  openedAt: ({ openedAt }) => <TimeText at={openedAt} />,
  updatedAt: ({ updatedAt }) => <TimeText at={updatedAt} />,
  evidence: ({ evidence }) => evidence,
  rule: ({ rule }) => <PageLink href={ruleAddress(rule.id)}>{rule.id}</PageLink>,
  lastObservedAt: ({ lastObservedAt }) => <TimeText at={lastObservedAt} />,
  id: ({ id }) => id,
};

/** Each signal with the evidence it has; signals without any are left out. */
function SignalCounts({ signals }: Pick<IncidentRow, 'signals'>) {
  return (
    <>
      {Object.entries(signals)
        .filter(([, { count }]) => count > 0)
        .map(([name, { count }]) => (
          <Box key={name} variant="div">
            {name} <strong>{count}</strong>
          </Box>
        ))}
    </>
  );
}
