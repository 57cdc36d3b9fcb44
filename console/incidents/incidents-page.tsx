import { useEffect } from 'react';
import { useNotices } from '../frame/notices.tsx';
import { useKept } from '../shared/use-kept.ts';
import { useTexts } from '../texts/texts.ts';
import { IncidentsTable } from './incidents-table.tsx';
import { type ListPreferences, parseListPreferences } from './list-preferences.ts';
import { useIncidentRows } from './use-incident-rows.ts';
import { type ListStateInUse, useListState } from './use-list-state.ts';

/** The list of incidents. */
export function IncidentsPage() {
  const list = useListState();
  const [preferences, keepPreferences] = useKept('corroborate.list', parseListPreferences);
  const rows = useIncidentRows(list, preferences.pageSize);
  useBrokenAddress(list);
  const changePreferences = (next: ListPreferences) => {
    keepPreferences(next);
    if (next.pageSize !== rows.size) list.change({ size: next.pageSize });
  };
  return <IncidentsTable {...{ list, rows, preferences, changePreferences }} />;
}

/** Tells of an address that cannot be read, and puts one in its place that can. */
function useBrokenAddress({ broken, correct }: ListStateInUse): void {
  const { incidents } = useTexts();
  const { tell } = useNotices();
  const what = broken.join(', ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told once for each address, not for each rendering
  useEffect(() => {
    if (what === '') return;
    tell({ type: 'warning', content: incidents.brokenAddress(what) });
    correct({});
  }, [what]);
}
