import { describe, expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import {
  type FormerHandling,
  formerHandlingOf,
  giveBack,
} from '../../../src/core/handling/former-handling.ts';
import type { HandlingEntry } from '../../../src/core/handling/history.ts';
import { instant, recordOf } from '../../store/store-world.ts';

const HANDLING = { state: 'acknowledged', by: 'anna', at: instant(50) } as const;
const NOTE: HandlingEntry = { at: instant(50), action: 'acknowledge', by: 'anna' };
const OPEN = { at: instant(3), decision: 'open', severity: 'CRITICAL', evidence: 1 } as const;

function record(openedAt: number, more: Partial<IncidentRecord> = {}): IncidentRecord {
  const { incident, ...rest } = recordOf('one', openedAt);
  return { ...rest, incident: { ...incident, openedAt: instant(openedAt) }, ...more };
}

describe('formerHandlingOf', () => {
  it.each<{ name: string; of: IncidentRecord; is: FormerHandling | undefined }>([
    { name: 'what nobody has handled', of: record(3), is: undefined },
    {
      name: 'what only the engine has decided about',
      of: record(3, { history: { entries: [OPEN], omitted: 0 } }),
      is: undefined,
    },
    {
      name: 'what was handled, then opened again',
      of: record(3, { history: { entries: [OPEN, NOTE, OPEN], omitted: 0 } }),
      is: { entries: [NOTE], openedAt: instant(3) },
    },
    {
      name: 'what was given back, and did not come to its last opening',
      of: record(3, { history: { entries: [NOTE], omitted: 0 }, handledOpening: instant(8) }),
      is: { entries: [NOTE], openedAt: instant(8) },
    },
  ])('of $name', ({ of, is }) => {
    expect(formerHandlingOf(of)).toEqual(is);
  });
});

describe('giveBack', () => {
  const former = { handling: HANDLING, entries: [NOTE], openedAt: instant(10) };

  it.each([
    { name: 'before it had opened last', openedAt: 3, isHandled: true },
    { name: 'before it was decided', openedAt: 50, isHandled: true },
    { name: 'later than anybody knew', openedAt: 51, isHandled: false },
  ])('gives a decision to an incident that opens $name: $isHandled', ({ openedAt, isHandled }) => {
    const { incident, handledOpening } = giveBack(record(openedAt), former);
    expect(incident.handling).toEqual(isHandled ? HANDLING : undefined);
    expect(handledOpening).toBe(10);
  });

  it('tells in the history what people wrote, by time', () => {
    const early = { ...NOTE, at: instant(1) };
    const history = { entries: [OPEN], omitted: 4 };
    const given = giveBack(record(3, { history }), { ...former, entries: [early, NOTE] });
    expect(given.history).toEqual({ entries: [early, OPEN, NOTE], omitted: 4 });
  });
});
