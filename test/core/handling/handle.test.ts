import { describe, expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import {
  ASSIGNEE_LENGTH_MAX,
  handle,
  TEXT_LENGTH_MAX,
  TEXTS_LENGTH_MAX,
} from '../../../src/core/handling/handle.ts';
import type { Handling } from '../../../src/core/handling/handling.ts';
import type { HandlingAction } from '../../../src/core/handling/handling-action.ts';
import { instant, recordOf } from '../../store/store-world.ts';

const ACTOR = { by: 'anna', at: instant(100) };

function handled(record: IncidentRecord, action: HandlingAction, actor = ACTOR): IncidentRecord {
  const next = handle(record, action, actor);
  if (typeof next === 'string') throw new Error(next);
  return next;
}

function recordWith(handling: Handling | undefined): IncidentRecord {
  const record = recordOf('one', 5);
  return handling === undefined ? record : { ...record, incident: { ...record.incident, handling } };
}

const OLD = { by: 'bo', at: instant(50) };

describe('handle', () => {
  it.each<{ name: string; before?: Handling; action: HandlingAction; after: Handling | undefined }>([
    {
      name: 'acknowledges',
      action: { action: 'acknowledge' },
      after: { state: 'acknowledged', ...ACTOR },
    },
    {
      name: 'acknowledges with a text',
      action: { action: 'acknowledge', text: 'seen' },
      after: { state: 'acknowledged', reason: 'seen', ...ACTOR },
    },
    {
      name: 'resolves, and the assignee stays',
      before: { state: 'acknowledged', reason: 'seen', assignee: 'cy', ...OLD },
      action: { action: 'resolve', text: 'patched' },
      after: { state: 'resolved', reason: 'patched', assignee: 'cy', ...ACTOR },
    },
    {
      name: 'calls it a false positive',
      action: { action: 'false-positive', text: 'a test' },
      after: { state: 'false-positive', reason: 'a test', ...ACTOR },
    },
    {
      name: 'accepts a risk',
      action: { action: 'accept-risk', text: 'legacy', until: instant(101) },
      after: { state: 'risk-accepted', reason: 'legacy', until: instant(101), ...ACTOR },
    },
    {
      name: 'decides otherwise, and no date is left',
      before: { state: 'risk-accepted', reason: 'legacy', until: instant(900), ...OLD },
      action: { action: 'acknowledge' },
      after: { state: 'acknowledged', ...ACTOR },
    },
    {
      name: 'assigns',
      action: { action: 'assign', assignee: ' cy ' },
      after: { assignee: 'cy', ...ACTOR },
    },
    {
      name: 'assigns what is decided',
      before: { state: 'acknowledged', reason: 'seen', ...OLD },
      action: { action: 'assign', assignee: 'cy' },
      after: { state: 'acknowledged', reason: 'seen', assignee: 'cy', ...ACTOR },
    },
    {
      name: 'takes it from its assignee',
      before: { state: 'acknowledged', assignee: 'cy', ...OLD },
      action: { action: 'assign', assignee: '' },
      after: { state: 'acknowledged', ...ACTOR },
    },
    {
      name: 'takes it from its assignee, and nothing is left',
      before: { assignee: 'cy', ...OLD },
      action: { action: 'assign', assignee: ' ' },
      after: undefined,
    },
    {
      name: 'clears what is decided, and the assignee stays',
      before: { state: 'resolved', reason: 'patched', assignee: 'cy', ...OLD },
      action: { action: 'clear' },
      after: { assignee: 'cy', ...ACTOR },
    },
    {
      name: 'clears what is decided',
      before: { state: 'resolved', reason: 'patched', ...OLD },
      action: { action: 'clear' },
      after: undefined,
    },
    {
      name: 'notes, and all stays',
      before: { state: 'resolved', reason: 'patched', ...OLD },
      action: { action: 'note', text: 'see the ticket' },
      after: { state: 'resolved', reason: 'patched', ...OLD },
    },
    {
      name: 'notes after an accepted risk has ended',
      before: { state: 'risk-accepted', reason: 'legacy', until: instant(100), assignee: 'cy', ...OLD },
      action: { action: 'note', text: 'it is back' },
      after: { assignee: 'cy', ...OLD },
    },
  ])('$name', ({ before, action, after }) => {
    const record = recordWith(before);
    const next = handled(record, action);
    expect(next.incident.handling).toEqual(after);
    expect('handling' in next.incident).toBe(after !== undefined);
    expect(next.revision).toBe(record.revision + 1);
  });

  it('changes nothing that the sink is told of', () => {
    const record = recordOf('one', 5, { deliveredAt: instant(5) });
    const { incident, history, ...rest } = handled(record, { action: 'resolve', text: 'patched' });
    const { handling, ...told } = incident;
    expect(told).toEqual(record.incident);
    expect(rest).toEqual({ witness: record.witness, deliveredAt: 5, revision: 2 });
  });

  it.each<{ action: HandlingAction; entry: object }>([
    { action: { action: 'acknowledge' }, entry: {} },
    { action: { action: 'clear', text: 'by mistake' }, entry: { text: 'by mistake' } },
    { action: { action: 'assign', assignee: ' cy ' }, entry: { assignee: 'cy' } },
    { action: { action: 'note', text: 'n' }, entry: { text: 'n' } },
    {
      action: { action: 'accept-risk', text: 'r', until: instant(200) },
      entry: { text: 'r', until: 200 },
    },
  ])('writes down who did what, and when: $action', ({ action, entry }) => {
    expect(handled(recordOf('one', 5), action).history).toEqual({
      entries: [{ at: 100, action: action.action, by: 'anna', ...entry }],
      omitted: 0,
    });
  });

  it.each<{ name: string; action: HandlingAction; says: RegExp }>([
    { name: 'a note without a text', action: { action: 'note', text: ' ' }, says: /needs a text/ },
    { name: 'a resolution without a reason', action: { action: 'resolve', text: '' }, says: /needs a text/ },
    {
      name: 'a reason that nobody can see',
      action: { action: 'false-positive', text: '\u200b\u202e\ud800 \u0000' },
      says: /needs a text/,
    },
    {
      name: 'a text that is too long',
      action: { action: 'note', text: 'x'.repeat(TEXT_LENGTH_MAX + 1) },
      says: /at most 4000 characters/,
    },
    {
      name: 'an assignee whose name is too long',
      action: { action: 'assign', assignee: 'x'.repeat(ASSIGNEE_LENGTH_MAX + 1) },
      says: /at most 100 characters/,
    },
    {
      name: 'a risk accepted until now',
      action: { action: 'accept-risk', text: 'r', until: instant(100) },
      says: /still to come/,
    },
  ])('refuses $name', ({ action, says }) => {
    expect(handle(recordOf('one', 5), action, ACTOR)).toMatch(says);
  });

  it('ends when people have written too much, with or without texts', () => {
    for (const text of ['x'.repeat(TEXT_LENGTH_MAX), undefined]) {
      let record = recordOf('one', 5);
      let count = 0;
      for (;;) {
        const next = handle(record, { action: 'acknowledge', text }, ACTOR);
        if (typeof next === 'string') {
          expect(next).toContain('is full');
          break;
        }
        record = next;
        count += 1;
      }
      expect(JSON.stringify(record.history).length).toBeLessThan(1.5 * TEXTS_LENGTH_MAX);
      expect(count).toBe(text === undefined ? 1000 : 24);
    }
  });
});
