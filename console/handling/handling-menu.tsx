import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { useAnswer } from '../api/queries.ts';
import { useNotices } from '../frame/notices.tsx';
import { type Texts, useTexts } from '../texts/texts.ts';
import { HandlingDialog } from './handling-dialog.tsx';
import type { HandlingActionName } from './handling-draft.ts';
import { useHandling } from './use-handling.tsx';

/** All that somebody can do to incidents; `onDone` is called once the server has taken an action. */
export function HandlingMenu({
  ids,
  variant = 'normal',
  onDone,
}: {
  readonly ids: readonly string[];
  readonly variant?: ButtonDropdownProps['variant'];
  readonly onDone?: (() => void) | undefined;
}) {
  const { handling } = useTexts();
  const { tell } = useNotices();
  const session = useAnswer('session').data;
  // The dialog is about what was selected when it was opened, whatever arrives meanwhile.
  const [asked, setAsked] = useState<{ action: HandlingActionName; ids: readonly string[] }>();
  const { handle, isBusy } = useHandling();
  const assignToMe = async () => {
    const why = await handle(ids, { action: 'assign', assignee: session?.user ?? '' });
    if (why === undefined) onDone?.();
    else tell({ type: 'error', header: handling.refused, content: why });
  };
  const canHandle = session?.canHandle ?? true;
  return (
    <>
      <ButtonDropdown
        {...{ variant }}
        items={itemsOf(handling)}
        loading={isBusy}
        disabled={ids.length === 0 || !canHandle}
        disabledReason={canHandle ? handling.nothingSelected : handling.readOnly}
        onItemClick={({ detail }) => {
          if (detail.id === 'assign-to-me') void assignToMe();
          // The menu first gives the focus back to its button; the dialog takes it from there, and returns it.
          else setTimeout(() => setAsked({ action: detail.id as HandlingActionName, ids }));
        }}
      >
        {handling.menu}
      </ButtonDropdown>
      {asked && <HandlingDialog {...asked} {...{ onDone }} close={() => setAsked(undefined)} />}
    </>
  );
}

function itemsOf({ actions, assignToMe, groups }: Texts['handling']): ButtonDropdownProps['items'] {
  const item = (id: HandlingActionName) => ({ id, text: `${actions[id]}…` });
  return [
    item('acknowledge'),
    { id: 'assign-to-me', text: assignToMe },
    item('assign'),
    item('note'),
    { text: groups.close, items: [item('resolve'), item('false-positive'), item('accept-risk')] },
    { text: groups.reopen, items: [item('clear')] },
  ];
}
