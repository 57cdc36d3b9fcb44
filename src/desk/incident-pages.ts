import type { IncidentRecord, IncidentStatus } from '../core/correlation/incident.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../core/finding/finding.ts';
import type { Store } from '../store.ts';

const PAGE_LIMIT = 200;

/** The incidents of a store, sorted by id, read page by page. */
export async function* incidentPages(
  store: Store,
  status: IncidentStatus | 'all',
): AsyncGenerator<readonly IncidentRecord[], void, undefined> {
  let after: string | undefined;
  for (;;) {
    const page = await store.listIncidents({
      ...(status === 'all' ? {} : { status }),
      ...(after === undefined ? {} : { after }),
      limit: PAGE_LIMIT,
    });
    if (page.length > 0) yield page;
    if (page.length < PAGE_LIMIT) return;
    after = page.at(-1)?.incident.id;
  }
}

/** How many incidents a store holds, and the highest severity among the open ones. */
export interface IncidentTally {
  readonly open: number;
  readonly resolved: number;
  readonly highest?: SeverityLabel;
}

/** Counts the incidents of a store. */
export async function tallyIncidents(store: Store): Promise<IncidentTally> {
  const counts = { open: 0, resolved: 0 };
  let rank = -1;
  for await (const page of incidentPages(store, 'all')) {
    for (const { incident } of page) {
      counts[incident.status] += 1;
      if (incident.status === 'open') rank = Math.max(rank, SEVERITY_LABELS.indexOf(incident.severity));
    }
  }
  const highest = SEVERITY_LABELS[rank];
  return { ...counts, ...(highest === undefined ? {} : { highest }) };
}
