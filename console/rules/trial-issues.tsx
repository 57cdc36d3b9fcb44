import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { RuleIssueView } from '../../src/api/contract/rules.ts';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import type { TextPlace } from './source-editor.tsx';
import { placeText } from './text-place.ts';

/** What is wrong with an edited rule, each with the way to its place. */
export function TrialIssues({
  issues,
  goTo,
}: {
  readonly issues: readonly RuleIssueView[];
  readonly goTo: (place: TextPlace) => void;
}) {
  const { trial } = useTexts();
  if (issues.length === 0) return null;
  return (
    <Table
      variant="borderless"
      wrapLines
      items={issues}
      ariaLabels={{ tableLabel: trial.issues }}
      header={
        <Header variant="h3" counter={`(${issues.length})`}>
          {trial.issues}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'level',
          header: trial.level,
          minWidth: 110,
          cell: ({ level }) => <StatusIndicator type={level}>{trial.levels[level]}</StatusIndicator>,
        },
        {
          id: 'place',
          header: trial.place,
          minWidth: 80,
          cell: ({ line, column }) =>
            line !== undefined && <PlaceLink place={{ line, column }} goTo={goTo} />,
        },
        {
          id: 'message',
          header: trial.message,
          isRowHeader: true,
          minWidth: 220,
          cell: ({ message, hint }) => visibleText(hint === undefined ? message : `${message} (${hint})`),
        },
        { id: 'code', header: trial.code, cell: ({ code }) => code },
      ]}
    />
  );
}

function PlaceLink({
  place,
  goTo,
}: {
  readonly place: TextPlace;
  readonly goTo: (place: TextPlace) => void;
}) {
  const text = placeText(place.line, place.column);
  return (
    <Link ariaLabel={useTexts().trial.goTo(text)} onFollow={() => goTo(place)}>
      {text}
    </Link>
  );
}
