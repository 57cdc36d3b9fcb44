import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import type { HistoryEntryView, IncidentDetail } from '../../../src/api/contract/incident.ts';
import type { Language } from '../../../src/core/rule/rule-texts.ts';
import { usePreferences } from '../../preferences/preferences.tsx';
import { SeverityBadge } from '../../shared/severity-badge.tsx';
import { TimeText } from '../../shared/time-text.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import { type Texts, useTexts } from '../../texts/texts.ts';
import { endedText } from '../why/why-sentence.ts';
import { NoteForm } from './note-form.tsx';
import { withoutOvertaken } from './without-overtaken.ts';

/** All that happened to the incident, decisions of the engine and of people alike, and a place for a note. */
export function HistorySection({
  detail,
  isWhole,
  setWhole,
}: {
  readonly detail: IncidentDetail;
  /** Whether all updates are shown, and not only the last of several that follow each other. */
  readonly isWhole: boolean;
  readonly setWhole: (isWhole: boolean) => void;
}) {
  const { history: texts } = useTexts().incident;
  const { language } = usePreferences();
  const { entries, omitted } = detail.history;
  const whole = entries.map((entry, index) => ({ ...entry, index }));
  const short = withoutOvertaken(whole);
  const updates = entries.filter(({ kind }) => kind === 'updated').length;
  return (
    <Table
      items={isWhole ? whole : short}
      trackBy={({ index }) => String(index)}
      wrapLines
      ariaLabels={{ tableLabel: texts.header }}
      header={
        <Header
          variant="h2"
          counter={`(${entries.length})`}
          description={texts.description}
          actions={
            short.length < whole.length && (
              <Toggle checked={isWhole} onChange={({ detail }) => setWhole(detail.checked)}>
                {texts.allUpdates(updates)}
              </Toggle>
            )
          }
        >
          {texts.header}
        </Header>
      }
      empty={<Box textAlign="center">{texts.none}</Box>}
      columnDefinitions={columns(texts, (entry) => textOf(entry, detail, language))}
      footer={
        <SpaceBetween size="m">
          {omitted > 0 && <Box color="text-body-secondary">{texts.omitted(omitted)}</Box>}
          <NoteForm id={detail.incident.id} />
        </SpaceBetween>
      }
    />
  );
}

/** The id of an entry's row in the page, to go there from the timeline. */
export function historyRowId(index: number): string {
  return `history-${index}`;
}

type HistoryTexts = Texts['incident']['history'];
type Row = HistoryEntryView & { readonly index: number };

function columns(
  texts: HistoryTexts,
  textOf: (entry: HistoryEntryView) => string,
): TableProps.ColumnDefinition<Row>[] {
  return [
    {
      id: 'when',
      header: texts.when,
      cell: ({ at, index }) => (
        <span id={historyRowId(index)} tabIndex={-1}>
          <TimeText at={at} isExact />
        </span>
      ),
      minWidth: 140,
    },
    { id: 'who', header: texts.who, cell: ({ by }) => visibleText(by ?? texts.engine), minWidth: 110 },
    {
      id: 'what',
      header: texts.what,
      cell: (entry) => <What entry={entry} />,
      isRowHeader: true,
      minWidth: 150,
    },
    {
      id: 'text',
      header: texts.text,
      cell: (entry) => <div className="incident-text">{textOf(entry)}</div>,
      minWidth: 200,
    },
  ];
}

function textOf({ kind, text }: HistoryEntryView, { signals }: IncidentDetail, language: Language): string {
  if (text === undefined) return '';
  return visibleText(kind === 'resolved' ? endedText(text, signals, language) : text);
}

function What({ entry }: { readonly entry: HistoryEntryView }) {
  const { history: texts } = useTexts().incident;
  const { kind, assignee, until, severity, evidence } = entry;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <span>{texts.kinds[kind]}</span>
      {severity && <SeverityBadge severity={severity} />}
      {evidence !== undefined && <span>{texts.evidence(evidence)}</span>}
      {assignee !== undefined && (
        <span>{assignee === '' ? texts.unassigned : texts.assigned(visibleText(assignee))}</span>
      )}
      {until !== undefined && <Until at={until} />}
    </SpaceBetween>
  );
}

function Until({ at }: { readonly at: string }) {
  const { facts } = useTexts().incident;
  return (
    <span>
      {facts.until} <TimeText at={at} />
    </span>
  );
}
