import type { IncidentRecord } from '../correlation/incident.ts';
import type { Instant } from '../instant.ts';
import { type Handling, handlingAt } from './handling.ts';
import type { HandlingAction } from './handling-action.ts';
import { type HandlingEntry, type History, isHandlingEntry, withEntry } from './history.ts';

/** Longest text of a note or a reason, in UTF-16 units. */
export const TEXT_LENGTH_MAX = 4000;

/** Longest name of an assignee, in UTF-16 units. */
export const ASSIGNEE_LENGTH_MAX = 100;

/** All that people write about one incident is kept within this, in UTF-16 units: it is saved with the incident. */
export const TEXTS_LENGTH_MAX = 100_000;

/** An entry counts for at least this, so that many without a text end as well. */
const ENTRY_LENGTH = 100;

/** Who does something, and when. */
export interface Actor {
  readonly by: string;
  readonly at: Instant;
}

/**
 * The record after an analyst's action, with the revision of the next save; or why it cannot be done, in the words of an
 * issue message. The status, `updatedAt` and the evidence stay as they are: nothing of it is news to the sink.
 */
export function handle(
  record: IncidentRecord,
  action: HandlingAction,
  actor: Actor,
): IncidentRecord | string {
  const problem = problemOf(record, action, actor.at);
  if (problem !== undefined) return problem;
  const { handledOpening: _, ...rest } = record;
  const { handling: before, ...incident } = record.incident;
  const handling = nextHandling(handlingAt(before, actor.at), action, actor);
  return {
    ...rest,
    incident: { ...incident, ...(handling !== undefined && { handling }) },
    history: withEntry(record.history, toEntry(action, actor)),
    revision: record.revision + 1,
  };
}

function problemOf({ history }: IncidentRecord, action: HandlingAction, now: Instant): string | undefined {
  if (NEEDS_TEXT.has(action.action) && !SAYS_SOMETHING.test(textOf(action))) {
    return `\`${action.action}\` needs a text that says why`;
  }
  if (textOf(action).length > TEXT_LENGTH_MAX) return `a text has at most ${TEXT_LENGTH_MAX} characters`;
  if (action.action === 'assign' && action.assignee.length > ASSIGNEE_LENGTH_MAX) {
    return `an assignee has at most ${ASSIGNEE_LENGTH_MAX} characters`;
  }
  if (action.action === 'accept-risk' && action.until <= now) {
    return 'a risk is accepted until an instant that is still to come';
  }
  if (lengthOf(history) + ENTRY_LENGTH + textOf(action).length > TEXTS_LENGTH_MAX) {
    return 'the history of the incident is full; go on in a ticket';
  }
  return undefined;
}

const NEEDS_TEXT: ReadonlySet<string> = new Set(['note', 'resolve', 'false-positive', 'accept-risk']);

/** Not only spaces, and not only what cannot be seen. */
const SAYS_SOMETHING = /[^\s\p{C}]/u;

function textOf(action: HandlingAction): string {
  return 'text' in action ? (action.text ?? '') : '';
}

function lengthOf(history: History | undefined): number {
  const entries = history?.entries.filter(isHandlingEntry) ?? [];
  return entries.reduce((sum, { text = '' }) => sum + ENTRY_LENGTH + text.length, 0);
}

function nextHandling(
  before: Handling | undefined,
  action: HandlingAction,
  actor: Actor,
): Handling | undefined {
  const assignee = before?.assignee === undefined ? {} : { assignee: before.assignee };
  const reason = textOf(action) === '' ? {} : { reason: textOf(action) };
  switch (action.action) {
    case 'acknowledge':
      return { state: 'acknowledged', ...reason, ...assignee, ...actor };
    case 'resolve':
      return { state: 'resolved', ...reason, ...assignee, ...actor };
    case 'false-positive':
      return { state: 'false-positive', ...reason, ...assignee, ...actor };
    case 'accept-risk':
      return { state: 'risk-accepted', ...reason, until: action.until, ...assignee, ...actor };
    case 'clear':
      return before?.assignee === undefined ? undefined : { ...assignee, ...actor };
    case 'assign':
      return assigned(before, action.assignee.trim(), actor);
    case 'note':
      return before;
  }
}

function assigned(before: Handling | undefined, assignee: string, actor: Actor): Handling | undefined {
  if (assignee !== '') return { ...before, assignee, ...actor };
  if (before?.state === undefined) return undefined;
  const { assignee: _, ...rest } = before;
  return { ...rest, ...actor };
}

function toEntry(action: HandlingAction, { by, at }: Actor): HandlingEntry {
  const text = textOf(action);
  return {
    at,
    action: action.action,
    by,
    ...(text !== '' && { text }),
    ...(action.action === 'assign' && { assignee: action.assignee.trim() }),
    ...(action.action === 'accept-risk' && { until: action.until }),
  };
}
