/**
 * The incidents of a store as rows, in memory: filtering, sorting and counting a hundred thousand of them takes some
 * milliseconds, in every store alike. The index is filled page by page when the server starts, and told of every change
 * after that.
 */
import type { Incident, IncidentRecord } from '../../core/correlation/incident.ts';
import type { Instant } from '../../core/instant.ts';
import type { Store } from '../../store.ts';

/** An incident without its findings; instants are numbers, handling is as it was saved. */
export interface IndexedIncident extends Omit<Incident, 'signals'> {
  readonly signals: Readonly<
    Record<string, { readonly count: number; readonly required: number; readonly isSatisfied: boolean }>
  >;
  readonly evidence: number;
  readonly isSample: boolean;
}

/** All incidents of a store. */
export interface IncidentIndex {
  /** In no order. */
  all(): Iterable<IndexedIncident>;
  get(id: string): IndexedIncident | undefined;
  readonly size: number;
  /** Takes over the state of an incident that was saved. */
  put(record: IncidentRecord): void;
  /** Lets an incident go that the store does not hold any more. */
  remove(id: string): void;
}

const PAGE = 500;

/** Reads all incidents of a store; `advance` is told how many there are so far, and others have their turn meanwhile. */
export async function createIncidentIndex(
  store: Store,
  advance: (count: number) => void = () => {},
): Promise<IncidentIndex> {
  const incidents = new Map<string, IndexedIncident>();
  const put = ({ incident }: IncidentRecord) => void incidents.set(incident.id, toIndexed(incident));
  let after: string | undefined;
  for (;;) {
    const page = await store.listIncidents({ ...(after !== undefined && { after }), limit: PAGE });
    for (const record of page) put(record);
    advance(incidents.size);
    if (page.length < PAGE) break;
    after = page.at(-1)?.incident.id;
  }
  return {
    all: () => incidents.values(),
    get: (id) => incidents.get(id),
    get size() {
      return incidents.size;
    },
    put,
    remove: (id) => void incidents.delete(id),
  };
}

/** An incident as the index keeps it. */
export function toIndexed({ signals, ...incident }: Incident): IndexedIncident {
  const all = Object.values(signals);
  return {
    ...incident,
    signals: Object.fromEntries(
      Object.entries(signals).map(([name, { count, required, isSatisfied }]) => [
        name,
        { count, required, isSatisfied },
      ]),
    ),
    evidence: all.reduce((sum, { count }) => sum + count, 0),
    isSample: all.some(({ findings }) => findings.some((piece) => piece.isSample)),
  };
}

/** When an incident was opened last, or resolved. */
export function resolvedAtOf({ status, resolution }: IndexedIncident): Instant | undefined {
  return status === 'resolved' ? resolution?.at : undefined;
}
