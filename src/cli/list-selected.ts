import type { Incident, IncidentStatus } from '../core/correlation/incident.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../core/finding/finding.ts';
import { incidentPages } from '../desk/incident-pages.ts';
import type { Store } from '../store.ts';

/** Which incidents are asked for. */
export interface IncidentSelection {
  readonly status: IncidentStatus | 'all';
  readonly rule?: string;
  readonly severity?: readonly SeverityLabel[];
  readonly limit?: number;
}

/** The incidents asked for, the most pressing first, and how many there are without the limit. */
export interface Selected {
  readonly incidents: readonly Incident[];
  readonly count: number;
}

/** Reads the incidents of a store that are asked for; no more of them are kept than twice the limit. */
export async function listSelected(store: Store, selection: IncidentSelection): Promise<Selected> {
  const { status, limit = Number.POSITIVE_INFINITY } = selection;
  let incidents: Incident[] = [];
  let count = 0;
  for await (const page of incidentPages(store, status)) {
    const found = page.map(({ incident }) => incident).filter((incident) => isAskedFor(incident, selection));
    count += found.length;
    incidents.push(...found);
    if (incidents.length > 2 * limit) incidents = incidents.sort(byUrgency).slice(0, limit);
  }
  return { incidents: incidents.sort(byUrgency).slice(0, limit), count };
}

function isAskedFor(incident: Incident, { rule, severity }: IncidentSelection): boolean {
  if (rule !== undefined && incident.rule.id !== rule) return false;
  return severity === undefined || severity.includes(incident.severity);
}

/** Open before resolved, the most severe first, then the one that changed last. */
function byUrgency(a: Incident, b: Incident): number {
  return (
    Number(a.status === 'resolved') - Number(b.status === 'resolved') ||
    SEVERITY_LABELS.indexOf(b.severity) - SEVERITY_LABELS.indexOf(a.severity) ||
    b.updatedAt - a.updatedAt ||
    (a.id < b.id ? -1 : 1)
  );
}
