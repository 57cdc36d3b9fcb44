import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { addressOf } from '../api/call.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useTexts } from '../texts/texts.ts';
import { AsffDialog } from './asff-dialog.tsx';
import type { ListState } from './list-state.ts';

/** Offers all that the filter finds as a file, in the order of the list. */
export function ExportMenu({ state }: { readonly state: ListState }) {
  const { incidents } = useTexts();
  const { language } = usePreferences();
  const [hasDialog, setDialog] = useState(false);
  const { filter, sort, order } = state;
  const link = (format: 'csv' | 'ndjson') => ({
    ...{ id: format, text: incidents.formats[format], download: `incidents.${format}` },
    href: addressOf('exportIncidents', { language, query: { filter, sort, order, format } }),
  });
  return (
    <>
      <ButtonDropdown
        items={[link('csv'), link('ndjson'), { id: 'asff', text: `${incidents.formats.asff}…` }]}
        onItemClick={({ detail }) => {
          // The menu first gives the focus back to its button.
          if (detail.id === 'asff') setTimeout(() => setDialog(true));
        }}
      >
        {incidents.export}
      </ButtonDropdown>
      {hasDialog && <AsffDialog state={state} close={() => setDialog(false)} />}
    </>
  );
}
