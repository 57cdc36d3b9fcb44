import type { Incident } from '../../src/core/correlation/incident.ts';

/** Incidents without what records when things became known (design 4.6). */
export function lasting(incidents: readonly Incident[]): readonly object[] {
  return incidents.map(
    ({ openedAt: _opened, updatedAt: _updated, resolution: _resolution, ...rest }) => rest,
  );
}
