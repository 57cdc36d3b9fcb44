import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { SCHEMA } from '../../../src/store/sqlite/schema.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { temporaryFiles } from './temporary-directory.ts';

const newFile = temporaryFiles();

/** Every statement that a store prepares; it prepares all of them on opening. */
async function preparedStatements(): Promise<readonly string[]> {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const store = openSqliteStore(newFile());
  const statements = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  await store.close();
  return statements.filter((sql) => !sql.includes('pragma_'));
}

function planOf(database: DatabaseSync, sql: string): readonly string[] {
  return database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail));
}

function emptyDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
  return database;
}

const statements = await preparedStatements();
const database = emptyDatabase();

/** What may be read from end to end: it holds nothing but what is asked for. */
const READ_WHOLE = ['SCAN CONSTANT ROW', 'SCAN rule_hash'];

describe('query plans', () => {
  it('covers the statements of the store', () => {
    expect(statements.length).toBeGreaterThan(30);
  });

  it.each(statements)('seeks and neither scans nor sorts: %s', (sql) => {
    const scans = planOf(database, sql).filter(
      (step) => step.includes('SCAN') || step.includes('TEMP B-TREE'),
    );
    expect(scans.filter((step) => !READ_WHOLE.includes(step))).toEqual([]);
  });

  it.each(['minus_ends', 'minus_starts'])(
    'seeks to the place after a piece, and stops at a bound: %s',
    (order) => {
      const page = statements.find((sql) => sql.includes(`ORDER BY ${order}`));
      expect(planOf(database, page ?? '').join('\n')).toContain(
        `(place=? AND (${order},product_arn,finding_id)>(?,?,?) AND ${order}<?)`,
      );
    },
  );

  it('seeks to the place after a kept finding', () => {
    const page = statements.find((sql) => sql.includes('ORDER BY version'));
    expect(planOf(database, page ?? '').join('\n')).toContain(
      'kept_finding_by_version ((version,product_arn,id,is_withdrawn)>(?,?,?,?))',
    );
  });

  it.each([
    { what: 'the span of the evidence of a place', from: 'max(minus_starts)', index: 'evidence_by_start' },
    {
      what: 'what still has to be delivered',
      from: 'delivered_at < updated_at',
      index: 'incident_undelivered',
    },
    { what: 'what people have handled', from: 'is_handled = 1', index: 'incident_handled' },
    {
      what: 'the versions of a finding',
      from: 'FROM kept_finding WHERE hash',
      index: 'kept_finding_by_hash',
    },
  ])('reads $what from an index of its own', ({ from, index }) => {
    const sql = statements.find((each) => each.includes(from));
    expect(planOf(database, sql ?? '').join()).toContain(`INDEX ${index}`);
  });

  it('would show a scan', () => {
    expect(planOf(database, 'SELECT * FROM evidence WHERE body = ?')).toEqual(['SCAN evidence']);
  });
});
