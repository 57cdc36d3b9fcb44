import { describe, expect, it } from 'vitest';
import {
  EMPTY_DRAFT,
  type HandlingActionName,
  type HandlingDraft,
  toHandlingAction,
} from '../../../console/handling/handling-draft.ts';
import { handlingRequestSchema } from '../../../src/api/contract/handling.ts';

const surroundings = { user: 'ana', now: Date.parse('2026-11-25T20:00:00Z'), timeZone: 'Asia/Tokyo' };

function drafted(name: HandlingActionName, draft: Partial<HandlingDraft> = {}) {
  return toHandlingAction(name, { ...EMPTY_DRAFT, ...draft }, surroundings);
}

describe('toHandlingAction', () => {
  it.each<[HandlingActionName, Partial<HandlingDraft>, object]>([
    ['acknowledge', {}, { action: 'acknowledge' }],
    ['acknowledge', { text: ' seen ' }, { action: 'acknowledge', text: 'seen' }],
    ['assign', {}, { action: 'assign', assignee: 'ana' }],
    ['assign', { whom: 'other', assignee: ' ben ' }, { action: 'assign', assignee: 'ben' }],
    ['assign', { whom: 'nobody', assignee: 'ben' }, { action: 'assign', assignee: '' }],
    ['note', { text: 'x' }, { action: 'note', text: 'x' }],
    ['resolve', { text: 'patched' }, { action: 'resolve', text: 'patched' }],
    ['false-positive', { text: 'a test' }, { action: 'false-positive', text: 'a test' }],
    [
      'accept-risk',
      { text: 'until patched', until: '2026-12-01' },
      { action: 'accept-risk', text: 'until patched', until: '2026-12-01T14:59:59.999Z' },
    ],
    ['clear', { until: 'nonsense' }, { action: 'clear' }],
  ])('makes of %s with %j what the contract takes', (name, draft, action) => {
    const made = drafted(name, draft);
    expect(made).toEqual(action);
    expect(handlingRequestSchema.parse({ ids: ['a'], action: made }).action).toEqual(action);
  });

  it.each<[HandlingActionName, Partial<HandlingDraft>, object[]]>([
    ['note', { text: '  ' }, [{ field: 'text', problem: 'missing' }]],
    ['resolve', { text: 'x'.repeat(4001) }, [{ field: 'text', problem: 'long' }]],
    ['acknowledge', { text: 'x'.repeat(4001) }, [{ field: 'text', problem: 'long' }]],
    ['assign', { whom: 'other', assignee: ' ' }, [{ field: 'assignee', problem: 'missing' }]],
    ['assign', { whom: 'other', assignee: 'x'.repeat(101) }, [{ field: 'assignee', problem: 'long' }]],
    [
      'accept-risk',
      {},
      [
        { field: 'until', problem: 'missing' },
        { field: 'text', problem: 'missing' },
      ],
    ],
    ['accept-risk', { text: 'x', until: '2026-13-40' }, [{ field: 'until', problem: 'missing' }]],
    // In Tokyo it is the 26th already.
    ['accept-risk', { text: 'x', until: '2026-11-26' }, [{ field: 'until', problem: 'past' }]],
    ['accept-risk', { text: 'x', until: '2020-01-01' }, [{ field: 'until', problem: 'past' }]],
  ])('finds in %s with %j what is wrong', (name, draft, problems) => {
    expect(drafted(name, draft)).toEqual(problems);
  });
});
