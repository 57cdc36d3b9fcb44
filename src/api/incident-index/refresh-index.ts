/**
 * An index over a store that others write too. Nothing tells of what they save, so it is looked for: open incidents often,
 * and all of them now and then, since reading those that are resolved is what a table costs most for. What was open and
 * is not any more is asked for by its id.
 */
import type { IncidentRecord } from '../../core/correlation/incident.ts';
import { incidentPages } from '../../desk/incident-pages.ts';
import type { Store } from '../../store.ts';
import type { IncidentIndex } from './incident-index.ts';

/** Keeps an index true to what others save. */
export interface IndexRefresher {
  /** Reads all incidents, or those that are open or were; gives the ids of those that have changed. */
  refresh(which: 'open' | 'all'): Promise<readonly string[]>;
  /** Takes over what was saved here. */
  put(record: IncidentRecord): void;
}

/** Creates what keeps an index true to a store that others write too. */
export function createIndexRefresher(store: Store, index: IncidentIndex): IndexRefresher {
  const revisions = new Map<string, number>();
  const put = (record: IncidentRecord) => {
    revisions.set(record.incident.id, record.revision);
    index.put(record);
  };
  const remove = (id: string) => {
    revisions.delete(id);
    index.remove(id);
  };
  /** Whether it has changed; at the first sight of an incident only its instant tells. */
  const take = async (record: IncidentRecord) => {
    const { id } = record.incident;
    const known = revisions.get(id) ?? 0;
    if (record.revision === known) return false;
    // What was saved here while the page was on its way must not be undone.
    const newest = record.revision > known ? record : await store.loadIncident(id);
    if (newest === undefined || newest.revision === revisions.get(id)) return false;
    const isChanged = known > 0 || index.get(id)?.updatedAt !== newest.incident.updatedAt;
    put(newest);
    return isChanged;
  };
  return {
    put,
    refresh: async (which) => {
      const changed: string[] = [];
      const unseen = new Set(idsIn(index, which));
      for await (const page of incidentPages(store, which)) {
        for (const record of page) {
          unseen.delete(record.incident.id);
          if (await take(record)) changed.push(record.incident.id);
        }
      }
      for (const id of unseen) {
        const record = await store.loadIncident(id);
        if (record === undefined) remove(id);
        else put(record);
        changed.push(id);
      }
      return changed;
    },
  };
}

function* idsIn(index: IncidentIndex, which: 'open' | 'all'): Generator<string> {
  for (const { id, status } of index.all()) if (which === 'all' || status === 'open') yield id;
}
