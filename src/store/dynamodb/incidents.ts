import { compareText } from '../../core/compare-text.ts';
import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Instant } from '../../core/instant.ts';
import { ConflictError, type IncidentQuery, type IncidentStore } from '../../store.ts';
import {
  afterNotesOf,
  deliveryKeyOf,
  fromRecordItem,
  incidentPartition,
  listedId,
  listKeyOf,
  recordKeyOf,
  statusIn,
  toListItem,
  toRecordItem,
  toUndeliveredItem,
  undeliveredPrefix,
} from './incident-item.ts';
import { type Item, keyOf, numberOf, textOf, toNumber } from './item.ts';
import type { SaveOptions } from './save-finding.ts';
import { ConditionError, type QueryRequest, type Session } from './session.ts';
import { toSortText } from './sort-text.ts';
import { PREFIX, TABLE } from './table.ts';

/** What a store promises about incidents and their delivery. */
export function incidentMethods(session: Session, options: IncidentOptions): IncidentStore {
  return {
    loadIncident: (id) => loadIncident(session, id),
    saveIncident: (record) => saveIncident(session, record, options),
    listIncidents: (query) => listIncidents(session, query),
    listUndelivered: (limit, after) => listUndelivered(session, limit, after, options.now()),
    markDelivered: (id, updatedAt) => markDelivered(session, id, updatedAt),
  };
}

type IncidentOptions = Pick<SaveOptions, 'createNonce' | 'now' | 'resolvedExpiry'>;

async function loadIncident(session: Session, id: string): Promise<IncidentRecord | undefined> {
  const items = await session.query(inPartition(incidentPartition(id)), ITEMS_OF_INCIDENT);
  return toRecord(items);
}

/** The record and its delivery. */
const ITEMS_OF_INCIDENT = 2;

function toRecord(items: readonly Item[]): IncidentRecord | undefined {
  const find = (sk: string) => items.find((item) => keyOf(item).sk === sk);
  const record = find('record');
  return record && fromRecordItem(record, find('delivery'));
}

/**
 * What must be delivered is noted before it is saved: a crash in between leaves a note too many, never one too few.
 */
async function saveIncident(
  session: Session,
  record: IncidentRecord,
  { createNonce, now, resolvedExpiry }: IncidentOptions,
): Promise<void> {
  const nonce = createNonce();
  const { id, status, updatedAt } = record.incident;
  const expiry = status === 'resolved' ? await expiryOf(session, id, resolvedExpiry) : undefined;
  const delivery = await session.get(deliveryKeyOf(id));
  const isNews = delivery?.deliveredAt === undefined || numberOf(delivery, 'deliveredAt') < updatedAt;
  const note = toUndeliveredItem(id, updatedAt, nonce, now());
  if (isNews) await session.put(note);
  try {
    await putRecord(session, record, toRecordItem(record, nonce, expiry), expiry);
  } catch (error) {
    if (isNews && error instanceof ConflictError) await session.remove(keyOf(note));
    throw error;
  }
}

/** Whoever does not know how long incidents are kept leaves it at what was said when this one resolved. */
async function expiryOf(
  session: Session,
  id: string,
  resolvedExpiry: IncidentOptions['resolvedExpiry'],
): Promise<number | undefined> {
  if (resolvedExpiry !== undefined) return resolvedExpiry();
  const held = await session.get(recordKeyOf(id));
  return held?.[TABLE.ttl] === undefined ? undefined : numberOf(held, TABLE.ttl);
}

async function putRecord(
  session: Session,
  record: IncidentRecord,
  item: Item,
  expiry: number | undefined,
): Promise<void> {
  const { status } = record.incident;
  if (record.revision === 1) return putWithLists(session, record, item, expiry);
  try {
    const values = { ':before': toNumber(record.revision - 1), ':status': { S: status } };
    const names = { '#status': 'status' };
    const expression = 'revision = :before AND #status = :status';
    await session.put(item, { expression, names, values });
  } catch (error) {
    const held = heldBy(error);
    if (textOf(held, 'nonce') === textOf(item, 'nonce')) return;
    if (numberOf(held, 'revision') !== record.revision - 1 || statusIn(held) === status)
      throw conflict(record);
    await putWithLists(session, record, item, expiry);
  }
}

/** An incident that opens or resolves goes from one list to the other by the same transaction. */
async function putWithLists(
  session: Session,
  record: IncidentRecord,
  item: Item,
  expiry: number | undefined,
): Promise<void> {
  const { id, status } = record.incident;
  const isFirst = record.revision === 1;
  const condition = isFirst
    ? { expression: 'attribute_not_exists(pk)' }
    : { expression: 'revision = :before', values: { ':before': toNumber(record.revision - 1) } };
  const other = status === 'open' ? 'resolved' : 'open';
  try {
    await session.transact([
      { put: item, condition },
      { put: toListItem(id, status, expiry) },
      ...(isFirst ? [] : [{ remove: listKeyOf(id, other) }]),
    ]);
  } catch (error) {
    if (textOf(heldBy(error), 'nonce') !== textOf(item, 'nonce')) throw conflict(record);
  }
}

function heldBy(error: unknown): Item | undefined {
  if (error instanceof ConditionError) return error.held.get(0);
  throw error;
}

function conflict({ incident }: IncidentRecord): ConflictError {
  return new ConflictError(`incident ${incident.id} was saved by somebody else`);
}

async function listIncidents(
  session: Session,
  { status, after, limit }: IncidentQuery,
): Promise<readonly IncidentRecord[]> {
  // One that opens between the first two readings is found by the third.
  const statuses = status === undefined ? (['open', 'resolved', 'open'] as const) : [status];
  const found: IncidentRecord[] = [];
  let last = after;
  while (found.length < limit) {
    const ids = new Set<string>();
    for (const each of statuses) {
      const entries = await session.query(inPartition(PREFIX.incidents + each, last), limit);
      for (const entry of entries) ids.add(listedId(entry));
    }
    const page = [...ids].sort(compareText).slice(0, limit - found.length);
    last = page.at(-1);
    if (last === undefined) return found;
    // One that has changed lists in the meantime must not make a page look like the last.
    const records = await loadAll(session, page);
    found.push(...records.filter(({ incident }) => status === undefined || incident.status === status));
  }
  return found;
}

/** The incidents with these ids, in their order. */
async function loadAll(session: Session, ids: readonly string[]): Promise<readonly IncidentRecord[]> {
  const items = await session.getAll(ids.flatMap((id) => [recordKeyOf(id), deliveryKeyOf(id)]));
  const byPartition = Map.groupBy(items, (item) => keyOf(item).pk);
  return ids.flatMap((id) => toRecord(byPartition.get(incidentPartition(id)) ?? []) ?? []);
}

/** Notes that have been overtaken, or whose save will not come any more, are removed on the way. */
async function listUndelivered(
  session: Session,
  limit: number,
  afterId: string | undefined,
  nowMs: number,
): Promise<readonly IncidentRecord[]> {
  const found = new Map<string, IncidentRecord>();
  let after = afterId === undefined ? undefined : afterNotesOf(afterId);
  for (;;) {
    const notes = await session.query(inPartition(PREFIX.undelivered, after, false), NOTES_PAGE);
    const records = new Map(
      (await loadAll(session, [...new Set(notes.map(listedId))])).map((record) => [
        record.incident.id,
        record,
      ]),
    );
    for (const note of notes) {
      const record = records.get(listedId(note));
      if (isOver(note, record, nowMs)) await session.remove(keyOf(note));
      if (record !== undefined && isUndelivered(record)) found.set(record.incident.id, record);
      if (found.size >= limit) return [...found.values()];
    }
    const last = notes.at(-1);
    if (last === undefined || notes.length < NOTES_PAGE) return [...found.values()];
    after = keyOf(last).sk;
  }
}

const NOTES_PAGE = 100;

/** Longer than any worker lives that has noted something and not saved it yet (Lambda: 15 minutes). */
const SAVING_MS_MAX = 60 * 60 * 1000;

function isOver(note: Item, record: IncidentRecord | undefined, nowMs: number): boolean {
  const updatedAt = numberOf(note, 'updatedAt');
  if (record !== undefined && (record.deliveredAt ?? Number.NEGATIVE_INFINITY) >= updatedAt) return true;
  const isSaved = record !== undefined && record.incident.updatedAt >= updatedAt;
  return !isSaved && nowMs - numberOf(note, 'notedAt') > SAVING_MS_MAX;
}

function isUndelivered({ incident, deliveredAt }: IncidentRecord): boolean {
  return deliveredAt === undefined || deliveredAt < incident.updatedAt;
}

async function markDelivered(session: Session, id: string, updatedAt: Instant): Promise<void> {
  const notes = await session.query(startingWith(PREFIX.undelivered, undeliveredPrefix(id)), NOTES_PAGE);
  const done = notes.filter((note) => numberOf(note, 'updatedAt') <= updatedAt);
  if (done.length === 0) return;
  try {
    await session.update({
      update: deliveryKeyOf(id),
      expression: 'SET deliveredAt = :updatedAt',
      condition: 'attribute_not_exists(deliveredAt) OR deliveredAt < :updatedAt',
      values: { ':updatedAt': toNumber(updatedAt) },
    });
  } catch (error) {
    // A later state was delivered already.
    heldBy(error);
  }
  for (const note of done) await session.remove(keyOf(note));
}

/** The items of a partition after a sort key, given as an id unless it is one already. */
function inPartition(pk: string, after?: string, isId = true): QueryRequest {
  const low = after === undefined ? undefined : `${isId ? toSortText(after) : after}\u0000`;
  return {
    KeyConditionExpression: low === undefined ? '#pk = :pk' : '#pk = :pk AND #sk >= :low',
    ExpressionAttributeNames: {
      '#pk': TABLE.partitionKey,
      ...(low !== undefined && { '#sk': TABLE.sortKey }),
    },
    ExpressionAttributeValues: { ':pk': { S: pk }, ...(low !== undefined && { ':low': { S: low } }) },
  };
}

function startingWith(pk: string, prefix: string): QueryRequest {
  return {
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
  };
}
