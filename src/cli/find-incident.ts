import type { IncidentRecord } from '../core/correlation/incident.ts';
import type { Store } from '../store.ts';
import { UsageError } from './usage-error.ts';

const CANDIDATES_SHOWN = 5;

/**
 * The incident with an id, or the only one whose id begins so; one page is read, for ids come in their order. Throws
 * UsageError when there is none, or more than one.
 */
export async function findIncident(store: Store, id: string): Promise<IncidentRecord> {
  const exact = await store.loadIncident(id);
  if (exact !== undefined) return exact;
  const next = id === '' ? [] : await store.listIncidents({ after: id, limit: CANDIDATES_SHOWN + 1 });
  const beginning = next.filter(({ incident }) => incident.id.startsWith(id));
  const [first, second] = beginning;
  if (first === undefined) {
    throw new UsageError(`there is no incident \`${id}\``, {
      hint: '`corroborate incidents list` shows them',
    });
  }
  if (second === undefined) return first;
  const shown = beginning.slice(0, CANDIDATES_SHOWN).map(({ incident }) => incident.id);
  const more = beginning.length > CANDIDATES_SHOWN ? ', …' : '';
  throw new UsageError(`more than one incident begins with \`${id}\``, {
    hint: `name one of them: ${shown.join(', ')}${more}`,
  });
}
