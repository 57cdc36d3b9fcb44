import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { useTexts } from '../texts/texts.ts';
import { toListSearch } from './list-address.ts';
import { DEFAULT_STATE } from './list-state.ts';
import { ManageViewsDialog } from './manage-views-dialog.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';
import type { ListStateInUse } from './use-list-state.ts';

const VIEW = 'view:';

/** Leads to saved views, and saves what is shown as one. */
export function ViewsMenu({ list }: { readonly list: ListStateInUse }) {
  const { incidents } = useTexts();
  const [dialog, setDialog] = useState<'save' | 'manage'>();
  const { state, views } = list;
  const shown = toListSearch({ ...state, page: 1 });
  const current = views.views.find(({ search }) => search === shown);
  const items = views.views.map(({ name }) => ({
    ...{ id: `${VIEW}${name}`, text: name },
    ...(name === current?.name && { iconName: 'check' as const }),
    ...(name === views.defaultName && { labelTag: incidents.byDefault }),
  }));
  const choose = (id: string) => {
    // The menu first gives the focus back to its button.
    if (id === 'save' || id === 'manage') setTimeout(() => setDialog(id));
    else if (id === 'plain') list.show(toListSearch(DEFAULT_STATE));
    else list.show(views.views.find(({ name }) => `${VIEW}${name}` === id)?.search ?? '');
  };
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'plain', text: incidents.plainView },
          ...(items.length === 0 ? [] : [{ text: incidents.savedViews, items }]),
          {
            text: incidents.viewActions,
            items: [
              { id: 'save', text: incidents.saveView },
              { id: 'manage', text: incidents.manageViews, disabled: items.length === 0 },
            ],
          },
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {current?.name ?? incidents.views}
      </ButtonDropdown>
      {dialog === 'save' && <SaveViewDialog {...{ list, current }} close={() => setDialog(undefined)} />}
      {dialog === 'manage' && <ManageViewsDialog list={list} close={() => setDialog(undefined)} />}
    </>
  );
}
