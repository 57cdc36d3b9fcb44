import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLUMNS,
  DEFAULT_LIST_PREFERENCES,
  parseListPreferences,
} from '../../../console/incidents/list-preferences.ts';

describe('parseListPreferences', () => {
  it('reads back what was kept', () => {
    const kept = {
      pageSize: 200,
      wrapLines: false,
      stripedRows: true,
      contentDensity: 'compact' as const,
      contentDisplay: [...DEFAULT_LIST_PREFERENCES.contentDisplay].reverse(),
    };
    expect(parseListPreferences(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each([undefined, null, 1, 'x', [], {}, { pageSize: 1e9, contentDisplay: 'x', contentDensity: 1 }])(
    'is as at first for %j',
    (kept) => {
      expect(parseListPreferences(kept)).toEqual(DEFAULT_LIST_PREFERENCES);
    },
  );

  it('has every column once, whatever was kept, and never hides the way to the incident', () => {
    const column = fc.record({ id: fc.constantFrom(...COLUMNS, 'gone', '__proto__'), visible: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.oneof(column, fc.jsonValue())), (contentDisplay) => {
        const read = parseListPreferences({ contentDisplay }).contentDisplay;
        expect(read.map(({ id }) => id).sort()).toEqual([...COLUMNS].sort());
        expect(read.find(({ id }) => id === 'title')?.visible).toBe(true);
      }),
    );
  });

  it('puts a column that is new at the end', () => {
    const read = parseListPreferences({ contentDisplay: [{ id: 'id', visible: true }] }).contentDisplay;
    expect(read[0]).toEqual({ id: 'id', visible: true });
    expect(read.slice(1).map(({ id }) => id)).toEqual(COLUMNS.filter((id) => id !== 'id'));
  });
});
