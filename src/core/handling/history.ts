/**
 * What happened to an incident, in the order in which it happened: decisions of the engine and of people. It is kept in
 * the incident's record, so that it is saved with what it tells of, and is bounded: of what the engine decides, updates
 * are the most and say the least, and the oldest of them go first. What people did and wrote always stays.
 */
import type { SeverityLabel } from '../finding/finding.ts';
import type { Instant } from '../instant.ts';
import type { HandlingAction } from './handling-action.ts';

/** The engine opened, updated or resolved the incident. */
export interface DecisionEntry {
  readonly at: Instant;
  readonly decision: 'open' | 'update' | 'resolve';
  readonly severity: SeverityLabel;
  /** How many distinct pieces of evidence all signals had together. */
  readonly evidence: number;
  /** Why it resolved. */
  readonly reason?: string;
}

/** Somebody handled the incident. */
export interface HandlingEntry {
  readonly at: Instant;
  readonly action: HandlingAction['action'];
  readonly by: string;
  readonly text?: string;
  readonly assignee?: string;
  readonly until?: Instant;
}

/** One thing that happened to an incident. */
export type HistoryEntry = DecisionEntry | HandlingEntry;

/** What happened to an incident, the oldest first, and how many decisions were left out to keep it small. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly omitted: number;
}

/** At most this many updates are kept, the newest. */
export const UPDATES_MAX = 20;

/** At most this many openings and resolutions are kept, the newest. */
export const OPENINGS_MAX = 100;

const EMPTY: History = { entries: [], omitted: 0 };

/** Whether an entry tells what people did. */
export function isHandlingEntry(entry: HistoryEntry): entry is HandlingEntry {
  return 'action' in entry;
}

/** The history with one more entry; of the engine's decisions the oldest may go for it. */
export function withEntry(history: History | undefined, entry: HistoryEntry): History {
  const { entries, omitted } = history ?? EMPTY;
  const all = [...entries, entry];
  if (isHandlingEntry(entry)) return { entries: all, omitted };
  const isAlike = entry.decision === 'update' ? isUpdate : isOpening;
  const max = entry.decision === 'update' ? UPDATES_MAX : OPENINGS_MAX;
  if (all.filter(isAlike).length <= max) return { entries: all, omitted };
  const oldest = all.findIndex(isAlike);
  return { entries: all.toSpliced(oldest, 1), omitted: omitted + 1 };
}

/** The history with its entries by their instants, for where they did not come in this order. */
export function byTime({ entries, omitted }: History): History {
  return { entries: entries.toSorted((a, b) => a.at - b.at), omitted };
}

function isUpdate(entry: HistoryEntry): boolean {
  return !isHandlingEntry(entry) && entry.decision === 'update';
}

function isOpening(entry: HistoryEntry): boolean {
  return !isHandlingEntry(entry) && entry.decision !== 'update';
}
