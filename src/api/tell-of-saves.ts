import type { Store } from '../store.ts';
import type { IncidentIndex } from './incident-index/incident-index.ts';
import type { LiveEvents } from './live-events.ts';

/** Changes are told together, at most twice a second. */
const GATHER_MS = 500;

/** At most so many ids go into one event; a page asks for the whole list anyway. */
export const IDS_TOLD_MAX = 1000;

/** A store that keeps an index true with each incident it saves, and tells pages of it, whoever saves. */
export function tellOfSaves(store: Store, index: Pick<IncidentIndex, 'put'>, events: LiveEvents): Store {
  const tell = gatherIncidents(events);
  return {
    ...store,
    saveIncident: async (record) => {
      await store.saveIncident(record);
      index.put(record);
      tell(record.incident.id);
    },
  };
}

/** Tells pages of incidents that have changed, those of half a second together. */
function gatherIncidents(events: LiveEvents): (id: string) => void {
  const changed = new Set<string>();
  let isDue = false;
  return (id) => {
    if (changed.size < IDS_TOLD_MAX) changed.add(id);
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      events.publish({ type: 'incidents', ids: [...changed] });
      changed.clear();
    }, GATHER_MS).unref();
  };
}
