import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import { useState } from 'react';
import { AskingDialog } from '../shared/dialog.tsx';
import { useFirstFocus } from '../shared/use-first-focus.ts';
import { useTexts } from '../texts/texts.ts';
import { toListSearch } from './list-address.ts';
import {
  type SavedView,
  toViewName,
  VIEW_NAME_LENGTH_MAX,
  withDefaultView,
  withView,
} from './saved-views.ts';
import type { ListStateInUse } from './use-list-state.ts';

/** Saves what is shown under a name; `current` is the view that it is already. */
export function SaveViewDialog({
  list,
  current,
  close,
}: {
  readonly list: ListStateInUse;
  readonly current: SavedView | undefined;
  readonly close: () => void;
}) {
  const { incidents } = useTexts();
  const { state, views, keepViews } = list;
  const ref = useFirstFocus<InputProps.Ref>();
  const [text, setText] = useState(current?.name ?? '');
  const [isDefault, setDefault] = useState(current !== undefined && current.name === views.defaultName);
  const [isTried, setTried] = useState(false);
  const name = toViewName(text);
  const isTaken = views.views.some((view) => view.name === name);
  const submit = () => {
    setTried(true);
    if (name === undefined) return;
    const saved = withView(views, name, toListSearch(state));
    const wasDefault = views.defaultName === name;
    keepViews(isDefault === wasDefault ? saved : withDefaultView(saved, isDefault ? name : undefined));
    close();
  };
  return (
    <AskingDialog
      header={incidents.saveView}
      {...{ submit, close }}
      button={
        <Button variant="primary" onClick={submit}>
          {isTaken ? incidents.overwrite : incidents.save}
        </Button>
      }
    >
      <FormField
        label={incidents.viewName}
        description={incidents.viewMeaning}
        warningText={isTaken && incidents.viewTaken}
        errorText={isTried && name === undefined && incidents.viewNameProblem(VIEW_NAME_LENGTH_MAX)}
      >
        <Input ref={ref} ariaRequired value={text} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      <Checkbox checked={isDefault} onChange={({ detail }) => setDefault(detail.checked)}>
        {incidents.makeDefault}
      </Checkbox>
    </AskingDialog>
  );
}
