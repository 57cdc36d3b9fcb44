import { compareText } from '../../core/compare-text.ts';
import type { Incident, IncidentStatus } from '../../core/correlation/incident.ts';
import type { DeliveryCounts } from '../../core/delivery-counts.ts';
import type { SeverityLabel } from '../../core/finding/finding.ts';
import { formatInstant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { incidentPages } from '../../desk/incident-pages.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import type { InputFile } from '../../input/list-input-files.ts';
import type { Sink } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { replayInputs } from '../replay-inputs.ts';
import type { Session } from '../session.ts';

/** An incident that a history led to, as it is in the end. */
export interface BacktestIncident {
  readonly id: string;
  readonly rule: string;
  readonly severity: SeverityLabel;
  readonly title: string;
  /** Canonical key of the entity. */
  readonly entity: string;
  readonly status: IncidentStatus;
  /** When it last opened, ISO 8601 UTC. */
  readonly openedAt: string;
  /** How many pieces of evidence each signal has. */
  readonly counts: Readonly<Record<string, number>>;
}

/** An incident that opened, or opened again: what somebody would have been woken for. */
export interface Opening {
  /** `2026-01-31`, UTC. */
  readonly day: string;
  readonly rule: string;
  readonly severity: SeverityLabel;
}

/** What rules would have made of a history. */
export interface Backtest {
  readonly rules: readonly Rule[];
  readonly counts: DeliveryCounts;
  /** By rule, then by id. */
  readonly incidents: readonly BacktestIncident[];
  readonly openings: readonly Opening[];
}

/** Replays files with rules in a store of its own. */
export async function runBacktest(
  rules: readonly Rule[],
  inputFiles: readonly InputFile[],
  session: Session,
): Promise<Backtest> {
  const store = createMemoryStore();
  const watch = openingWatch();
  const engine = createEngine({ rules, store, sink: watch.sink, digest });
  const report = new QuarantineReport(session.messages);
  const counts = await replayInputs({ inputFiles, engine, report, openCount: watch.openCount }, session);
  const incidents: BacktestIncident[] = [];
  for await (const page of incidentPages(store, 'all'))
    incidents.push(...page.map(({ incident }) => toBacktestIncident(incident)));
  incidents.sort((a, b) => compareText(a.rule, b.rule) || compareText(a.id, b.id));
  return { rules, counts, incidents, openings: watch.openings };
}

function openingWatch(): {
  readonly sink: Sink;
  readonly openings: readonly Opening[];
  readonly openCount: () => number;
} {
  const openings: Opening[] = [];
  let openCount = 0;
  const deliver: Sink['deliver'] = async (decisions) => {
    for (const { action, record } of decisions) {
      openCount += action === 'open' ? 1 : action === 'resolve' ? -1 : 0;
      if (action === 'open') openings.push(toOpening(record.incident));
    }
  };
  return { sink: { deliver }, openings, openCount: () => openCount };
}

function toOpening({ openedAt, rule, severity }: Incident): Opening {
  return { day: formatInstant(openedAt).slice(0, 10), rule: rule.id, severity };
}

function toBacktestIncident(incident: Incident): BacktestIncident {
  const { id, rule, severity, title, entity, status, openedAt, signals } = incident;
  const counts = Object.fromEntries(Object.entries(signals).map(([name, { count }]) => [name, count]));
  return {
    ...{ id, rule: rule.id, severity, title, entity: entity.key, status },
    openedAt: formatInstant(openedAt),
    counts,
  };
}
