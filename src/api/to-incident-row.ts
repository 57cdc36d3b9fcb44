import type { Entity } from '../core/entity/entity.ts';
import { handlingAt } from '../core/handling/handling.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import { toHandlingJson } from '../format/incident/to-incident-json.ts';
import type { EntityView, IncidentRow } from './contract/incidents.ts';
import { type IndexedIncident, resolvedAtOf } from './incident-index/incident-index.ts';

/** An incident as a row of the list, with its handling as it stands now and the title in the language of `titleOf`. */
export function toIncidentRow(
  incident: IndexedIncident,
  now: Instant,
  titleOf: (rule: string) => string | undefined,
): IncidentRow {
  const { id, rule, status, severity, entity, signals, evidence, isSample } = incident;
  const resolvedAt = resolvedAtOf(incident);
  const handling = handlingAt(incident.handling, now);
  return {
    ...{ id, rule: { id: rule.id, version: rule.version }, status, severity },
    title: titleOf(rule.id) ?? incident.title,
    entity: toEntityView(entity),
    firstObservedAt: formatInstant(incident.firstObserved),
    lastObservedAt: formatInstant(incident.lastObserved),
    openedAt: formatInstant(incident.openedAt),
    updatedAt: formatInstant(incident.updatedAt),
    ...(resolvedAt !== undefined && { resolvedAt: formatInstant(resolvedAt) }),
    evidence,
    signals: Object.fromEntries(
      Object.entries(signals).map(([name, { count, required, isSatisfied }]) => [
        name,
        { count, required, satisfied: isSatisfied },
      ]),
    ),
    sample: isSample,
    ...(handling && { handling: toHandlingJson(handling) }),
  };
}

/** An entity as the contract has it. */
export function toEntityView({ type, key, account, region }: Entity): EntityView {
  return { type, id: key, account, region };
}
