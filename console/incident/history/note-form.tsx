import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { TEXT_LENGTH_MAX } from '../../../src/core/handling/handle.ts';
import { useAnswer } from '../../api/queries.ts';
import { EMPTY_DRAFT, toHandlingAction } from '../../handling/handling-draft.ts';
import { useHandling } from '../../handling/use-handling.tsx';
import { usePreferences } from '../../preferences/preferences.tsx';
import { useTexts } from '../../texts/texts.ts';

/** Takes a note down at once; what was written stays where the server does not take it. */
export function NoteForm({ id }: { readonly id: string }) {
  const { incident, handling: texts } = useTexts();
  const { timeZone } = usePreferences();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const { handle, isBusy } = useHandling();
  const canHandle = useAnswer('session').data?.canHandle ?? true;
  const submit = async () => {
    const draft = { ...EMPTY_DRAFT, text };
    const action = toHandlingAction('note', draft, { user: '', now: Date.now(), timeZone });
    if (!('action' in action)) {
      setProblem(action.map((each) => texts.textProblem(each.problem, TEXT_LENGTH_MAX)).join(' '));
      return;
    }
    const refusal = await handle([id], action);
    setProblem(refusal);
    if (refusal === undefined) setText('');
  };
  if (!canHandle) return texts.readOnly;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <SpaceBetween size="xs">
        <FormField label={incident.history.note} errorText={problem} stretch>
          <Textarea
            rows={2}
            value={text}
            placeholder={incident.history.notePlaceholder}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        <Button formAction="submit" loading={isBusy}>
          {incident.history.addNote}
        </Button>
      </SpaceBetween>
    </form>
  );
}
