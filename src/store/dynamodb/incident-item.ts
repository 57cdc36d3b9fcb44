import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Instant } from '../../core/instant.ts';
import { type Item, type ItemKey, numberOf, textOf, toKey, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { toSortText } from './sort-text.ts';
import { PREFIX, TABLE } from './table.ts';

/** Where an incident is kept, whole and deflated: 100 findings of a signal take some 6 KB. */
export function recordKeyOf(id: string): ItemKey {
  return { pk: incidentPartition(id), sk: 'record' };
}

/** What is kept of the delivery of an incident, beside it. */
export function deliveryKeyOf(id: string): ItemKey {
  return { pk: incidentPartition(id), sk: 'delivery' };
}

/** Both of them are read together. */
export function incidentPartition(id: string): string {
  return PREFIX.incident + toSortText(id);
}

/** The entry of an incident in the list of those that are open, or of those that are resolved. */
export function listKeyOf(id: string, status: 'open' | 'resolved'): ItemKey {
  return { pk: PREFIX.incidents + status, sk: toSortText(id) };
}

/** An incident as an item, with when it may be forgotten; what is known of its delivery is none of it. */
export function toRecordItem(record: IncidentRecord, nonce: string, expiry: number | undefined): Item {
  const { deliveredAt: _, ...saved } = record;
  const { id, status, severity, rule, entity, updatedAt } = saved.incident;
  return {
    ...toKey(recordKeyOf(id)),
    nonce: { S: nonce },
    revision: toNumber(saved.revision),
    status: { S: status },
    updatedAt: toNumber(updatedAt),
    // For people who look at the table.
    about: toPacked({ rule: rule.id, entity: entity.key, severity }),
    data: toPacked(saved),
    ...expiring(expiry),
  };
}

/** The incident in an item, with the time of the state that was delivered last. */
export function fromRecordItem(item: Item, delivery: Item | undefined): IncidentRecord {
  const record = fromPacked<IncidentRecord>(item.data);
  if (delivery?.deliveredAt === undefined) return record;
  return { ...record, deliveredAt: numberOf(delivery, 'deliveredAt') as Instant };
}

/** The id in an entry of a list. */
export function listedId(item: Item): string {
  return fromPacked<string>(item.id);
}

/** An entry of a list, with when it may be forgotten. */
export function toListItem(id: string, status: 'open' | 'resolved', expiry: number | undefined): Item {
  return { ...toKey(listKeyOf(id, status)), id: toPacked(id), ...expiring(expiry) };
}

function expiring(expiry: number | undefined): Item {
  return expiry === undefined ? {} : { [TABLE.ttl]: toNumber(expiry) };
}

/** Notes, before an incident is saved, that this state of it will have to be delivered; `nonce` names the save. */
export function toUndeliveredItem(id: string, updatedAt: Instant, nonce: string, notedAt: number): Item {
  return {
    ...toKey({ pk: PREFIX.undelivered, sk: `${undeliveredPrefix(id)}${nonce}` }),
    id: toPacked(id),
    updatedAt: toNumber(updatedAt),
    notedAt: toNumber(notedAt),
  };
}

/** What the sort keys of the notes about one incident start with. */
export function undeliveredPrefix(id: string): string {
  return `${toSortText(id)}\u0000`;
}

/** What comes after all notes about one incident. */
export function afterNotesOf(id: string): string {
  return `${toSortText(id)}\u0001`;
}

/** The status that an item of an incident has. */
export function statusIn(item: Item | undefined): string {
  return textOf(item, 'status');
}
