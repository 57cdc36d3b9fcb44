import type { HandlingRequestAction } from '../../src/api/contract/handling.ts';
import { ASSIGNEE_LENGTH_MAX, TEXT_LENGTH_MAX } from '../../src/core/handling/handle.ts';
import { dayOf, endOfDay } from './end-of-day.ts';

/** The name of an action of an analyst. */
export type HandlingActionName = HandlingRequestAction['action'];

/** What somebody has filled into a dialog so far. */
export interface HandlingDraft {
  readonly text: string;
  readonly whom: 'me' | 'other' | 'nobody';
  readonly assignee: string;
  /** YYYY-MM-DD, or what there is of it. */
  readonly until: string;
}

/** A field of the dialog, and what is wrong with it. */
export interface DraftProblem {
  readonly field: 'text' | 'assignee' | 'until';
  readonly problem: 'missing' | 'long' | 'past';
}

/** Who fills in the dialog, and the clock and the zone by which days are told. */
export interface DraftSurroundings {
  readonly user: string;
  readonly now: number;
  readonly timeZone: string;
}

/** What a dialog begins with. */
export const EMPTY_DRAFT: HandlingDraft = { text: '', whom: 'me', assignee: '', until: '' };

/** The fields that an action asks for. */
export const FIELDS: Readonly<Record<HandlingActionName, readonly DraftProblem['field'][]>> = {
  acknowledge: ['text'],
  assign: ['assignee'],
  note: ['text'],
  resolve: ['text'],
  'false-positive': ['text'],
  'accept-risk': ['until', 'text'],
  clear: ['text'],
};

/** Actions that can be taken without a word. */
export const TEXT_IS_OPTIONAL: ReadonlySet<HandlingActionName> = new Set(['acknowledge', 'clear']);

/** The action that a draft comes to, or all that is wrong with it. */
export function toHandlingAction(
  name: HandlingActionName,
  draft: HandlingDraft,
  surroundings: DraftSurroundings,
): HandlingRequestAction | readonly DraftProblem[] {
  const problems = FIELDS[name].flatMap((field) => problemOf(field, name, draft, surroundings) ?? []);
  if (problems.length > 0) return problems;
  const text = draft.text.trim();
  switch (name) {
    case 'acknowledge':
    case 'clear':
      return { action: name, ...(text !== '' && { text }) };
    case 'assign':
      return { action: name, assignee: assigneeOf(draft, surroundings.user) };
    case 'accept-risk':
      return { action: name, text, until: endOfDay(draft.until, surroundings.timeZone) };
    default:
      return { action: name, text };
  }
}

function assigneeOf({ whom, assignee }: HandlingDraft, user: string): string {
  if (whom === 'nobody') return '';
  return whom === 'me' ? user : assignee.trim();
}

function problemOf(
  field: DraftProblem['field'],
  name: HandlingActionName,
  draft: HandlingDraft,
  surroundings: DraftSurroundings,
): DraftProblem | undefined {
  const problem =
    field === 'text'
      ? problemOfText(draft.text, TEXT_LENGTH_MAX, TEXT_IS_OPTIONAL.has(name))
      : field === 'assignee'
        ? problemOfText(assigneeOf(draft, surroundings.user), ASSIGNEE_LENGTH_MAX, draft.whom === 'nobody')
        : problemOfDay(draft.until, surroundings);
  return problem && { field, problem };
}

function problemOfText(text: string, lengthMax: number, isOptional: boolean): 'missing' | 'long' | undefined {
  if (text.trim() === '') return isOptional ? undefined : 'missing';
  return text.trim().length > lengthMax ? 'long' : undefined;
}

function problemOfDay(day: string, surroundings: DraftSurroundings): 'missing' | 'past' | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return 'missing';
  return isDayToCome(day, surroundings) ? undefined : 'past';
}

/** Whether a day (YYYY-MM-DD) comes after today. */
export function isDayToCome(day: string, { now, timeZone }: Omit<DraftSurroundings, 'user'>): boolean {
  return day > dayOf(now, timeZone);
}
