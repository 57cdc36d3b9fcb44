import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { useTexts } from '../texts/texts.ts';
import { type ListPreferences, parseListPreferences } from './list-preferences.ts';
import { PAGE_SIZES } from './list-state.ts';

/** Lets somebody choose columns, page size and looks of the list. */
export function ListSettings({
  preferences,
  change,
}: {
  readonly preferences: ListPreferences;
  readonly change: (preferences: ListPreferences) => void;
}) {
  const { incidents } = useTexts();
  return (
    <CollectionPreferences
      preferences={preferences}
      onConfirm={({ detail }) => change(parseListPreferences(detail))}
      pageSizePreference={{
        options: PAGE_SIZES.map((value) => ({ value, label: incidents.pageSize(value) })),
      }}
      wrapLinesPreference={{}}
      stripedRowsPreference={{}}
      contentDensityPreference={{}}
      contentDisplayPreference={{
        options: preferences.contentDisplay.map(({ id }) => ({
          ...{ id, label: incidents.columns[id] },
          ...(id === 'title' && { alwaysVisible: true }),
        })),
      }}
    />
  );
}
