import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { addressOf } from '../api/call.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { AskingDialog } from '../shared/dialog.tsx';
import { useKept } from '../shared/use-kept.ts';
import { useTexts } from '../texts/texts.ts';
import type { ListState } from './list-state.ts';
import { type Publisher, parsePublisher, problemsOf } from './publisher.ts';

/** Asks which account is to publish the incidents as findings, and in which Region, and offers the file. */
export function AsffDialog({ state, close }: { readonly state: ListState; readonly close: () => void }) {
  const { incidents } = useTexts();
  const { language } = usePreferences();
  const [kept, keep] = useKept('corroborate.publisher', parsePublisher);
  const [publisher, setPublisher] = useState(kept);
  const [isTried, setTried] = useState(false);
  const problems = problemsOf(publisher);
  const { filter, sort, order } = state;
  const query = { filter, sort, order, format: 'asff', ...publisher } as const;
  const field = (name: keyof Publisher, placeholder: string) => (
    <FormField
      label={incidents.publisher[name]}
      errorText={isTried && problems.includes(name) && incidents.publisherProblems[name]}
    >
      <Input
        value={publisher[name]}
        placeholder={placeholder}
        ariaRequired
        onChange={({ detail }) => setPublisher({ ...publisher, [name]: detail.value.trim() })}
      />
    </FormField>
  );
  return (
    <AskingDialog
      header={incidents.exportAsff}
      submit={() => setTried(true)}
      close={close}
      button={
        problems.length > 0 ? (
          <Button variant="primary" onClick={() => setTried(true)}>
            {incidents.export}
          </Button>
        ) : (
          <Button
            variant="primary"
            href={addressOf('exportIncidents', { language, query })}
            download="incidents.asff.json"
            onClick={() => {
              keep(publisher);
              close();
            }}
          >
            {incidents.export}
          </Button>
        )
      }
    >
      <Box variant="p">{incidents.publisherMeaning}</Box>
      {field('account', '111122223333')}
      {field('region', 'eu-central-1')}
    </AskingDialog>
  );
}
