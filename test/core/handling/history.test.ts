import { describe, expect, it } from 'vitest';
import {
  byTime,
  type DecisionEntry,
  type HandlingEntry,
  type History,
  type HistoryEntry,
  OPENINGS_MAX,
  UPDATES_MAX,
  withEntry,
} from '../../../src/core/handling/history.ts';
import { instant } from '../../store/store-world.ts';

function decided(at: number, decision: DecisionEntry['decision']): DecisionEntry {
  return { at: instant(at), decision, severity: 'HIGH', evidence: 1 };
}

function noted(at: number): HandlingEntry {
  return { at: instant(at), action: 'note', by: 'anna', text: 'n' };
}

function historyOf(entries: readonly HistoryEntry[]): History | undefined {
  return entries.reduce<History | undefined>(withEntry, undefined);
}

describe('withEntry', () => {
  it('begins with the first and goes on in the order in which they come', () => {
    const entries = [decided(1, 'open'), noted(9), decided(2, 'update'), decided(3, 'resolve')];
    expect(historyOf(entries)).toEqual({ entries, omitted: 0 });
  });

  it('leaves the oldest updates out, and nothing else', () => {
    const updates = Array.from({ length: UPDATES_MAX + 3 }, (_, index) => decided(index + 3, 'update'));
    const history = historyOf([decided(1, 'open'), noted(2), ...updates]);
    expect(history).toEqual({ entries: [decided(1, 'open'), noted(2), ...updates.slice(3)], omitted: 3 });
  });

  it('leaves the oldest openings and resolutions out, when there are very many', () => {
    const turns = Array.from({ length: OPENINGS_MAX + 1 }, (_, index) =>
      decided(index, index % 2 === 0 ? 'open' : 'resolve'),
    );
    const history = historyOf([noted(0), decided(0, 'update'), ...turns]);
    expect(history).toEqual({ entries: [noted(0), decided(0, 'update'), ...turns.slice(1)], omitted: 1 });
  });

  it('never leaves out what people did', () => {
    const notes = Array.from({ length: 500 }, (_, index) => noted(index));
    expect(historyOf(notes)).toEqual({ entries: notes, omitted: 0 });
  });

  it('leaves the history before as it was', () => {
    const before = historyOf([decided(1, 'open')]);
    withEntry(before, noted(2));
    expect(before?.entries).toHaveLength(1);
  });
});

describe('byTime', () => {
  it('sorts by instants, those of one in the order in which they came', () => {
    const entries = [noted(3), decided(1, 'open'), decided(3, 'update'), noted(1)];
    expect(byTime({ entries, omitted: 2 })).toEqual({
      entries: [decided(1, 'open'), noted(1), noted(3), decided(3, 'update')],
      omitted: 2,
    });
  });
});
