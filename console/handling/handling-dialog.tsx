import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useAnswer } from '../api/queries.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { AskingDialog } from '../shared/dialog.tsx';
import { useTexts } from '../texts/texts.ts';
import {
  type DraftProblem,
  EMPTY_DRAFT,
  FIELDS,
  type HandlingActionName,
  toHandlingAction,
} from './handling-draft.ts';
import { HandlingField } from './handling-field.tsx';
import { useHandling } from './use-handling.tsx';

/** Asks for what an action needs and carries it out; `onDone` is called once the server has taken it. */
export function HandlingDialog({
  action,
  ids,
  close,
  onDone,
}: {
  readonly action: HandlingActionName;
  readonly ids: readonly string[];
  readonly close: () => void;
  readonly onDone?: (() => void) | undefined;
}) {
  const { handling } = useTexts();
  const { timeZone } = usePreferences();
  const user = useAnswer('session').data?.user ?? '';
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { handle, isBusy } = useHandling();
  const result = toHandlingAction(action, draft, { user, now: Date.now(), timeZone });
  const problems: readonly DraftProblem[] = 'action' in result ? [] : result;
  const submit = async () => {
    setTried(true);
    if (isBusy || !('action' in result)) return;
    const why = await handle(ids, result);
    setRefusal(why);
    if (why !== undefined) return;
    onDone?.();
    close();
  };
  return (
    <AskingDialog
      header={handling.titles[action](ids.length)}
      submit={() => void submit()}
      close={close}
      button={
        <Button variant="primary" loading={isBusy} onClick={() => void submit()}>
          {handling.actions[action]}
        </Button>
      }
    >
      <Box variant="p">{handling.meanings[action]}</Box>
      {refusal !== undefined && (
        <Alert type="error" header={handling.refused}>
          {refusal}
        </Alert>
      )}
      {FIELDS[action].map((field) => (
        <HandlingField
          key={field}
          {...{ field, action, draft, user }}
          problem={isTried ? problems.find((each) => each.field === field)?.problem : undefined}
          change={(changes) => setDraft({ ...draft, ...changes })}
        />
      ))}
    </AskingDialog>
  );
}
