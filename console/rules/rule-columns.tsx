import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import type { RuleRow } from '../../src/api/contract/rules.ts';
import type { Language } from '../../src/core/rule/rule-texts.ts';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText } from '../shared/number-format.ts';
import { ruleAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { Sparkline } from '../shared/sparkline.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import type { Texts } from '../texts/texts.ts';
import { AttackLinks } from './attack-links.tsx';

/** The columns of the list of rules; those that can be sorted by carry their name as `sortingField`. */
export function ruleColumns(
  { rules, shared }: Texts,
  language: Language,
): readonly TableProps.ColumnDefinition<RuleRow>[] {
  const number = (count: number) => countText(count, language);
  return [
    {
      id: 'severity',
      header: rules.severity,
      minWidth: 100,
      sortingField: 'severity',
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
    },
    {
      id: 'title',
      header: rules.titleAndId,
      sortingField: 'title',
      isRowHeader: true,
      minWidth: 240,
      cell: ({ id, title }) => (
        <>
          <PageLink href={ruleAddress(id)}>{visibleText(title)}</PageLink>
          <Box variant="small" display="block">
            {id}
          </Box>
        </>
      ),
    },
    {
      id: 'open',
      header: rules.open,
      minWidth: 90,
      sortingField: 'open',
      cell: ({ id, open }) =>
        open === 0 ? (
          number(0)
        ) : (
          <PageLink
            href={incidentsAddress({ status: 'open', rule: id })}
            label={`${rules.openOf(number(open))}: ${id}`}
          >
            {number(open)}
          </PageLink>
        ),
    },
    {
      id: 'resolved',
      header: rules.resolved,
      minWidth: 100,
      sortingField: 'resolved',
      cell: ({ resolved }) => number(resolved),
    },
    {
      id: 'lastFiredAt',
      header: rules.lastFired,
      sortingField: 'lastFiredAt',
      minWidth: 120,
      cell: ({ lastFiredAt }) =>
        lastFiredAt === undefined ? (
          <Box color="text-status-inactive">{rules.neverFired}</Box>
        ) : (
          <TimeText at={lastFiredAt} />
        ),
    },
    {
      id: 'weeks',
      header: rules.weeks,
      minWidth: 130,
      cell: ({ weeks }) => <Sparkline counts={weeks} label={rules.weeksText(weeks.map(number).join(', '))} />,
    },
    {
      id: 'status',
      header: rules.status,
      minWidth: 110,
      sortingField: 'status',
      cell: ({ status }) => rules.statuses[status],
    },
    {
      id: 'entity',
      header: rules.entityType,
      minWidth: 140,
      sortingField: 'entity',
      cell: ({ entity }) => entity,
    },
    {
      id: 'attack',
      header: rules.attack,
      minWidth: 140,
      cell: ({ attack }) => (attack.length === 0 ? shared.none : <AttackLinks attack={attack} />),
    },
  ];
}
