import type { SignalKey } from '../../core/correlation/evidence.ts';
import { toKeyText } from '../key-text.ts';
import type { Session } from './session.ts';

/** Where evidence is filed, under a number, with how much of it there is. */
export interface PlaceTable {
  /** The number of a place, which is made if need be. */
  open(key: SignalKey): number;
  /** Counts one piece with these values more or less; a place without any goes. */
  count(place: number, values: readonly string[] | undefined, by: 1 | -1): void;
  distinctValues(key: SignalKey): number;
}

interface PlaceRow {
  readonly row: number;
  readonly distinct_values: number;
}

interface PiecesRow {
  readonly pieces: number;
}

/** Prepares the statements about places and the values counted there. */
export function createPlaceTable(session: Session): PlaceTable {
  const select = session.prepare<PlaceRow>(
    'SELECT row, distinct_values FROM place WHERE entity = ? AND rule = ? AND signal = ?',
  );
  const insert = session.prepare(
    'INSERT INTO place (entity, rule, signal, pieces, distinct_values) VALUES (?, ?, ?, 0, 0)',
  );
  const count = session.prepare<PiecesRow>(
    `UPDATE place SET pieces = pieces + ?, distinct_values = distinct_values + ?
      WHERE row = ? RETURNING pieces`,
  );
  const remove = session.prepare('DELETE FROM place WHERE row = ?');
  const countValue = createValueCount(session);
  const find = ({ entity, rule, signal }: SignalKey) =>
    select.get(toKeyText(entity), toKeyText(rule), toKeyText(signal));
  return {
    open: (key) => {
      const known = find(key);
      if (known !== undefined) return known.row;
      const { entity, rule, signal } = key;
      return Number(insert.run(toKeyText(entity), toKeyText(rule), toKeyText(signal)).lastInsertRowid);
    },
    count: (place, values, by) => {
      let distinct = values === undefined ? by : 0;
      for (const value of new Set(values)) distinct += countValue(place, value, by);
      if (count.get(by, distinct, place)?.pieces === 0) remove.run(place);
    },
    distinctValues: (key) => find(key)?.distinct_values ?? 0,
  };
}

/** Counts one piece with a value more or less; by how much that changes the number of distinct values. */
function createValueCount(session: Session): (place: number, value: string, by: 1 | -1) => number {
  const add = session.prepare<PiecesRow>(
    `INSERT INTO counted_value (place, value, pieces) VALUES (?, ?, 1)
      ON CONFLICT DO UPDATE SET pieces = pieces + 1 RETURNING pieces`,
  );
  const subtract = session.prepare<PiecesRow>(
    'UPDATE counted_value SET pieces = pieces - 1 WHERE place = ? AND value = ? RETURNING pieces',
  );
  const remove = session.prepare('DELETE FROM counted_value WHERE place = ? AND value = ?');
  return (place, text, by) => {
    const value = toKeyText(text);
    if (by === 1) return add.get(place, value)?.pieces === 1 ? 1 : 0;
    if (subtract.get(place, value)?.pieces !== 0) return 0;
    remove.run(place, value);
    return -1;
  };
}
