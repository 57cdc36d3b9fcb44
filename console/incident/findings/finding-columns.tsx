import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { FindingView } from '../../../src/api/contract/incident.ts';
import { SEVERITY_LABELS } from '../../../src/core/finding/finding.ts';
import { SafeLink } from '../../shared/safe-link.tsx';
import { SeverityBadge } from '../../shared/severity-badge.tsx';
import { TimeText } from '../../shared/time-text.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import type { Texts } from '../../texts/texts.ts';
import type { FindingRow } from './finding-rows.ts';
import type { RawFindingKey } from './raw-finding-dialog.tsx';

type FindingTexts = Texts['incident']['findings'];

/** What the columns speak with and open. */
export interface FindingColumnOptions {
  readonly texts: FindingTexts;
  readonly shared: Texts['shared'];
  readonly open: (key: RawFindingKey) => void;
}

/** The columns of a table of findings. */
export function findingColumns(options: FindingColumnOptions): TableProps.ColumnDefinition<FindingRow>[] {
  const { texts, shared } = options;
  return [
    {
      id: 'title',
      header: texts.title,
      cell: ({ finding }) => <TitleCell finding={finding} {...options} />,
      sortingComparator: (a, b) => a.finding.title.localeCompare(b.finding.title),
      minWidth: 220,
      isRowHeader: true,
    },
    {
      id: 'severity',
      header: texts.severity,
      cell: ({ finding: { severity } }) => (severity ? <SeverityBadge severity={severity} /> : shared.none),
      sortingComparator: (a, b) => rankOf(b.finding) - rankOf(a.finding),
      minWidth: 135,
    },
    {
      id: 'signal',
      header: texts.signal,
      cell: ({ signals }) => <Box variant="code">{signals.join(', ')}</Box>,
      sortingComparator: (a, b) => a.signals.join().localeCompare(b.signals.join()),
      minWidth: 130,
    },
    {
      id: 'from',
      header: texts.from,
      cell: ({ finding }) => <TimeText at={finding.from} isExact />,
      sortingComparator: (a, b) => Date.parse(a.finding.from) - Date.parse(b.finding.from),
      minWidth: 130,
    },
    {
      id: 'to',
      header: texts.to,
      cell: ({ finding }) => <EndCell finding={finding} texts={texts} />,
      sortingComparator: (a, b) => endOf(a.finding) - endOf(b.finding),
      minWidth: 150,
    },
    {
      id: 'values',
      header: texts.values,
      cell: ({ finding: { values = [] } }) => valuesText(values) || shared.none,
      minWidth: 130,
    },
  ];
}

function TitleCell({
  finding,
  texts,
  shared,
  open,
}: FindingColumnOptions & { readonly finding: FindingView }) {
  const title = visibleText(finding.title);
  return (
    <>
      <div className="incident-breakable">{title}</div>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        {finding.sample && <Badge color="blue">{shared.sample}</Badge>}
        {finding.withdrawn && <Badge color="grey">{texts.withdrawn}</Badge>}
        <Button variant="inline-link" ariaLabel={texts.showRawOf(title)} onClick={() => open(finding)}>
          {texts.showRaw}
        </Button>
        {finding.consoleUrl !== undefined && <SafeLink href={finding.consoleUrl}>{texts.console}</SafeLink>}
      </SpaceBetween>
    </>
  );
}

function EndCell({ finding, texts }: { readonly finding: FindingView; readonly texts: FindingTexts }) {
  if (finding.to !== undefined) return <TimeText at={finding.to} isExact />;
  return (
    <>
      {finding.withdrawn ? '' : `${texts.stillSo}, `}
      {texts.lastSeen} <TimeText at={finding.lastObservedAt} isExact />
    </>
  );
}

const VALUES_MAX = 5;

function valuesText(values: readonly string[]): string {
  const shown = values.slice(0, VALUES_MAX).map(visibleText).join(', ');
  return values.length > VALUES_MAX ? `${shown} +${values.length - VALUES_MAX}` : shown;
}

function rankOf({ severity }: FindingView): number {
  return severity === undefined ? -1 : SEVERITY_LABELS.indexOf(severity);
}

function endOf({ to, lastObservedAt }: FindingView): number {
  return Date.parse(to ?? lastObservedAt);
}
