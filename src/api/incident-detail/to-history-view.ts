import { type History, type HistoryEntry, isHandlingEntry } from '../../core/handling/history.ts';
import { formatInstant } from '../../core/instant.ts';
import type { HistoryEntryView, HistoryView } from '../contract/incident.ts';

/** What happened to an incident, as the contract has it; empty for one that was saved before there were histories. */
export function toHistoryView(history: History | undefined): HistoryView {
  return { entries: history?.entries.map(toEntryView) ?? [], omitted: history?.omitted ?? 0 };
}

const KIND_OF_DECISION = { open: 'opened', update: 'updated', resolve: 'resolved' } as const;

function toEntryView(entry: HistoryEntry): HistoryEntryView {
  const at = formatInstant(entry.at);
  if (isHandlingEntry(entry)) {
    const { action, by, text, assignee, until } = entry;
    return {
      at,
      kind: action,
      by,
      text,
      assignee,
      until: until === undefined ? undefined : formatInstant(until),
    };
  }
  const { decision, severity, evidence, reason } = entry;
  return { at, kind: KIND_OF_DECISION[decision], text: reason, severity, evidence };
}
