import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../texts/texts.ts';
import { toViewName, VIEW_NAME_LENGTH_MAX } from './saved-views.ts';

/** The name of a view, which can be changed where it stands. */
export function ViewName({
  name,
  isTaken,
  rename,
}: {
  readonly name: string;
  readonly isTaken: (next: string) => boolean;
  readonly rename: (next: string) => void;
}) {
  const { handling, incidents } = useTexts();
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <SpaceBetween direction="horizontal" size="xs">
        {name}
        <Button
          variant="inline-icon"
          iconName="edit"
          ariaLabel={incidents.renameOf(name)}
          onClick={() => setDraft(name)}
        />
      </SpaceBetween>
    );
  }
  const next = toViewName(draft);
  const isOther = next !== name && isTaken(draft);
  const submit = () => {
    if (next === undefined || isOther) return;
    rename(next);
    setDraft(undefined);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FormField
        errorText={
          next === undefined
            ? incidents.viewNameProblem(VIEW_NAME_LENGTH_MAX)
            : isOther && incidents.viewTakenBy
        }
      >
        <SpaceBetween direction="horizontal" size="xs">
          <Input
            autoFocus
            ariaLabel={incidents.viewName}
            value={draft}
            onChange={({ detail }) => setDraft(detail.value)}
          />
          <Button iconName="check" ariaLabel={incidents.save} onClick={submit} formAction="none" />
          <Button
            iconName="close"
            ariaLabel={handling.cancel}
            onClick={() => setDraft(undefined)}
            formAction="none"
          />
        </SpaceBetween>
      </FormField>
    </form>
  );
}
