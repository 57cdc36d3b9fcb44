import { addCounts, type DeliveryCounts, NO_DELIVERIES } from '../../core/delivery-counts.ts';
import { type IntakeRun, QUARANTINED_MAX, type QuarantinedNote, RUNS_MAX } from '../../store.ts';
import { cutNote, cutRun } from '../intake-texts.ts';
import type { Session } from './session.ts';

/** What became of what was taken in: runs one by one, one row of sums, and notes of what could not be read. */
export interface IntakeTable {
  addRun(run: IntakeRun, quarantined: readonly QuarantinedNote[]): void;
  totals(): DeliveryCounts;
  listRuns(limit: number): readonly IntakeRun[];
  listQuarantined(limit: number): readonly QuarantinedNote[];
}

interface BodyRow {
  readonly body: string;
}

/** Prepares the statements about the intake. */
export function createIntakeTable(session: Session): IntakeTable {
  const totals = session.prepare<BodyRow>('SELECT body FROM intake_total WHERE row = 1');
  const saveTotals = session.prepare(
    `INSERT INTO intake_total (row, body) VALUES (1, ?1) ON CONFLICT (row) DO UPDATE SET body = ?1`,
  );
  const runs = prepareNewest<IntakeRun>(session, 'intake_run', RUNS_MAX);
  const notes = prepareNewest<QuarantinedNote>(session, 'quarantined', QUARANTINED_MAX);
  const readTotals = () => {
    const row = totals.get();
    return row === undefined ? NO_DELIVERIES : (JSON.parse(row.body) as DeliveryCounts);
  };
  return {
    addRun: (run, quarantined) => {
      saveTotals.run(JSON.stringify(addCounts(readTotals(), run.counts)));
      runs.add([cutRun(run)]);
      notes.add(quarantined.slice(-QUARANTINED_MAX).map(cutNote));
    },
    totals: readTotals,
    listRuns: runs.list,
    listQuarantined: notes.list,
  };
}

interface Newest<T> {
  add(items: readonly T[]): void;
  /** The newest first. */
  list(limit: number): readonly T[];
}

/** A table of which only the newest rows stay. */
function prepareNewest<T>(session: Session, table: string, max: number): Newest<T> {
  const insert = session.prepare(`INSERT INTO ${table} (body) VALUES (?)`);
  const forget = session.prepare(
    `DELETE FROM ${table} WHERE row <= (SELECT max(row) FROM ${table}) - ${max}`,
  );
  const select = session.prepare<BodyRow>(
    `SELECT body FROM ${table} WHERE row > (SELECT max(row) FROM ${table}) - ? ORDER BY row DESC`,
  );
  return {
    add: (items) => {
      for (const item of items) insert.run(JSON.stringify(item));
      forget.run();
    },
    list: (limit) => select.all(limit).map(({ body }) => JSON.parse(body) as T),
  };
}
