import type { IncidentRecord } from '../../core/correlation/incident.ts';
import { formerHandlingOf } from '../../core/handling/former-handling.ts';
import type { Instant } from '../../core/instant.ts';
import { ConflictError, type IncidentQuery } from '../../store.ts';
import { toKeyText } from '../key-text.ts';
import type { Session } from './session.ts';

/** The incidents, and which of them still have to be delivered. */
export interface IncidentTable {
  load(id: string): IncidentRecord | undefined;
  /** Throws ConflictError before it changes anything. */
  save(record: IncidentRecord): void;
  list(query: IncidentQuery): readonly IncidentRecord[];
  listUndelivered(limit: number, after?: string): readonly IncidentRecord[];
  markDelivered(id: string, updatedAt: Instant): void;
  /** One page of those that people have done something about, in the order of their ids. */
  listHandled(query: { readonly after?: string; readonly limit: number }): readonly IncidentRecord[];
}

interface IncidentRow {
  readonly record: string;
  readonly delivered_at: number | null;
}

const SELECT = 'SELECT record, delivered_at FROM incident';

/** Prepares the statements about incidents. */
export function createIncidentTable(session: Session): IncidentTable {
  const byId = session.prepare<IncidentRow>(`${SELECT} WHERE id = ?`);
  const undelivered = session.prepare<IncidentRow>(
    `${SELECT} WHERE (delivered_at IS NULL OR delivered_at < updated_at) AND id > ? ORDER BY id LIMIT ?`,
  );
  const mark = session.prepare(
    'UPDATE incident SET delivered_at = max(?1, coalesce(delivered_at, ?1)) WHERE id = ?2',
  );
  const handled = session.prepare<IncidentRow>(
    `${SELECT} WHERE is_handled = 1 AND id > ? ORDER BY id LIMIT ?`,
  );
  return {
    load: (id) => toRecord(byId.get(toKeyText(id))),
    save: prepareSave(session),
    list: prepareList(session),
    listUndelivered: (limit, after = '') =>
      undelivered.all(toKeyText(after), limit).flatMap((row) => toRecord(row) ?? []),
    listHandled: ({ after = '', limit }) =>
      handled.all(toKeyText(after), limit).flatMap((row) => toRecord(row) ?? []),
    markDelivered: (id, updatedAt) => void mark.run(updatedAt, toKeyText(id)),
  };
}

function toRecord(row: IncidentRow | undefined): IncidentRecord | undefined {
  if (row === undefined) return undefined;
  const record = JSON.parse(row.record) as IncidentRecord;
  return row.delivered_at === null ? record : { ...record, deliveredAt: row.delivered_at as Instant };
}

function prepareSave(session: Session): IncidentTable['save'] {
  const insert = session.prepare(
    `INSERT INTO incident (id, status, revision, updated_at, is_handled, record) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING`,
  );
  const update = session.prepare(
    `UPDATE incident SET status = ?, revision = ?, updated_at = ?, is_handled = ?, record = ?
      WHERE id = ? AND revision = ?`,
  );
  return ({ deliveredAt, ...record }) => {
    const { incident, revision } = record;
    const { status, updatedAt } = incident;
    const id = toKeyText(incident.id);
    const isHandled = Number(formerHandlingOf(record) !== undefined);
    const text = JSON.stringify(record);
    const { changes } =
      revision === 1
        ? insert.run(id, status, revision, updatedAt, isHandled, text)
        : update.run(status, revision, updatedAt, isHandled, text, id, revision - 1);
    if (changes !== 1) throw new ConflictError(`incident ${incident.id} was saved by somebody else`);
  };
}

function prepareList(session: Session): IncidentTable['list'] {
  const ofAll = session.prepare<IncidentRow>(`${SELECT} WHERE id > ? ORDER BY id LIMIT ?`);
  const ofStatus = session.prepare<IncidentRow>(`${SELECT} WHERE status = ? AND id > ? ORDER BY id LIMIT ?`);
  return ({ status, after = '', limit }) => {
    const start = toKeyText(after);
    const rows = status === undefined ? ofAll.all(start, limit) : ofStatus.all(status, start, limit);
    return rows.flatMap((row) => toRecord(row) ?? []);
  };
}
