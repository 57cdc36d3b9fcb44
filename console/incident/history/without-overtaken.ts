import type { HistoryEntryView } from '../../../src/api/contract/incident.ts';

/** The entries without updates that another update follows at once: the last of them says what has become of it. */
export function withoutOvertaken<Entry extends Pick<HistoryEntryView, 'kind'>>(
  entries: readonly Entry[],
): readonly Entry[] {
  return entries.filter(({ kind }, index) => kind !== 'updated' || entries[index + 1]?.kind !== 'updated');
}
