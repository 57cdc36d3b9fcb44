import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../texts/texts.ts';
import type { IncidentRows } from './use-incident-rows.ts';

/** Why there are no rows: no incidents at all, none that the filter finds, or no answer. */
export function IncidentsEmpty({
  rows: { error, retry, total },
  clear,
}: {
  readonly rows: IncidentRows;
  readonly clear: () => void;
}) {
  const { frame, incidents } = useTexts();
  const clearing = <Button onClick={clear}>{incidents.clearFilter}</Button>;
  if (error !== undefined) {
    // What the server does not understand it does not understand the second time.
    const isRefused = error.status === 400;
    return (
      <Alert
        type="error"
        header={frame.failed(error.message)}
        action={isRefused ? clearing : <Button onClick={retry}>{frame.retry}</Button>}
      >
        {error.detail}
      </Alert>
    );
  }
  const isNone = total === 0;
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="xs">
        <Box variant="strong">{isNone ? incidents.none : incidents.noMatch}</Box>
        <Box variant="p" color="text-body-secondary">
          {isNone ? incidents.noneMeaning : incidents.noMatchMeaning}
        </Box>
        {!isNone && clearing}
      </SpaceBetween>
    </Box>
  );
}
