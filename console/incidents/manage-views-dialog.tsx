import Button from '@cloudscape-design/components/button';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import { Dialog } from '../shared/dialog.tsx';
import { useTexts } from '../texts/texts.ts';
import { toViewName, withDefaultView, withoutView, withRenamedView } from './saved-views.ts';
import type { ListStateInUse } from './use-list-state.ts';
import { ViewName } from './view-name.tsx';

/** Renames and deletes saved views, and chooses the one that is shown at first. */
export function ManageViewsDialog({
  list: { views, keepViews },
  close,
}: {
  readonly list: ListStateInUse;
  readonly close: () => void;
}) {
  const { incidents } = useTexts();
  return (
    <Dialog size="large" header={incidents.manageViews} close={close}>
      <Table
        variant="embedded"
        trackBy="name"
        items={views.views}
        empty={incidents.noViews}
        ariaLabels={{ tableLabel: incidents.savedViews }}
        columnDefinitions={[
          {
            id: 'name',
            header: incidents.viewName,
            isRowHeader: true,
            cell: ({ name }) => (
              <ViewName
                name={name}
                isTaken={(next) => views.views.some((view) => view.name === toViewName(next))}
                rename={(next) => keepViews(withRenamedView(views, name, next))}
              />
            ),
          },
          {
            id: 'default',
            header: incidents.byDefault,
            cell: ({ name }) => (
              <Toggle
                checked={views.defaultName === name}
                ariaLabel={incidents.makeDefaultOf(name)}
                onChange={({ detail }) =>
                  keepViews(withDefaultView(views, detail.checked ? name : undefined))
                }
              />
            ),
          },
          {
            id: 'delete',
            header: incidents.delete,
            cell: ({ name }) => (
              <Button
                variant="inline-icon"
                iconName="remove"
                ariaLabel={incidents.deleteOf(name)}
                onClick={() => keepViews(withoutView(views, name))}
              />
            ),
          },
        ]}
      />
    </Dialog>
  );
}
