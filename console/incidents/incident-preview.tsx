import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IncidentRow } from '../../src/api/contract/incidents.ts';
import { HandlingMenu } from '../handling/handling-menu.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { entityName } from '../shared/entity-name.ts';
import { EntityText } from '../shared/entity-text.tsx';
import { HandlingText } from '../shared/handling-text.tsx';
import { incidentAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { StatusText } from '../shared/status-text.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** What there is to know of an incident at a glance: in a sentence why it is one, and how it stands. */
export function IncidentPreview({ row }: { readonly row: IncidentRow }) {
  const { incidents, shared } = useTexts();
  const { columns } = incidents;
  return (
    <SpaceBetween size="l">
      <Why row={row} />
      <KeyValuePairs
        columns={4}
        items={[
          { label: columns.severity, value: <SeverityBadge severity={row.severity} /> },
          { label: columns.status, value: <StatusText status={row.status} /> },
          { label: columns.handling, value: <HandlingText handling={row.handling} /> },
          { label: columns.assignee, value: visibleText(row.handling?.assignee ?? shared.none) },
          { label: columns.entity, value: <EntityText entity={row.entity} /> },
          { label: columns.account, value: row.entity.account ?? shared.none },
          { label: columns.region, value: row.entity.region ?? shared.none },
          { label: columns.openedAt, value: <TimeText at={row.openedAt} /> },
          { label: columns.lastObservedAt, value: <TimeText at={row.lastObservedAt} /> },
          ...(row.handling?.reason === undefined
            ? []
            : [{ label: incidents.reason, value: visibleText(row.handling.reason) }]),
        ]}
      />
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <HandlingMenu ids={[row.id]} />
        <PageLink href={incidentAddress(row.id)}>{incidents.openIncident}</PageLink>
      </SpaceBetween>
    </SpaceBetween>
  );
}

function Why({ row: { signals, entity, status } }: { readonly row: IncidentRow }) {
  const { incidents } = useTexts();
  const { language } = usePreferences();
  const met = Object.entries(signals)
    .filter(([, { count }]) => count > 0)
    .map(([name, { count, required }]) => incidents.signalCount(name, count, required));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(met);
  return (
    <Box variant="p">
      {status === 'open'
        ? incidents.why(list, entityName(entity), entity.type)
        : incidents.wasWhy(list, entityName(entity), entity.type)}
    </Box>
  );
}
