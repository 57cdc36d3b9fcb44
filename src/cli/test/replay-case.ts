import type { CaseRecord } from '../../case-file/expand-case.ts';
import type { Replay } from '../../case-file/run-cases.ts';
import type { Incident } from '../../core/correlation/incident.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { incidentPages } from '../../desk/incident-pages.ts';
import { type ReplayListener, replayRecords } from '../../desk/replay-records.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import { checkAsff } from '../../format/asff/check-asff.ts';
import { toAsff } from '../../format/asff/to-asff.ts';
import type { InputRecord } from '../../input/input-record.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store.ts';

/** Replays records as `replay` does, with one rule and an empty store, and gives all incidents. */
export function replayOf(rule: Rule): Replay {
  return async (records) => (await replayCase(rule, records)).incidents;
}

/** What `replayOf` gives; `problems` gathers what is wrong whatever a case expects. */
export function checkedReplayOf(rule: Rule, problems: Set<string>): Replay {
  return async (records) => {
    const { incidents, store } = await replayCase(rule, records, {
      quarantine: ({ reason }) => problems.add(`a finding of the case was quarantined: ${reason}`),
    });
    for (const incident of incidents) {
      for (const problem of await asffProblems(incident, rule, store)) problems.add(problem);
    }
    return incidents;
  };
}

async function replayCase(
  rule: Rule,
  records: readonly CaseRecord[],
  listener: ReplayListener = {},
): Promise<{ readonly incidents: readonly Incident[]; readonly store: Store }> {
  const store = createMemoryStore();
  const engine = createEngine({ rules: [rule], store, sink: NO_SINK, digest });
  await replayRecords([records.map(toInputRecord)], engine, listener);
  const incidents: Incident[] = [];
  for await (const page of incidentPages(store, 'all')) {
    for (const { incident } of page) incidents.push(incident);
  }
  return { incidents, store };
}

function toInputRecord(record: CaseRecord): InputRecord {
  return { ...record, place: { file: '<case>', byteOffset: 0 } };
}

const PUBLISHER = { account: '111122223333', region: 'eu-west-1' } as const;

/** Security Hub must be able to take every incident that a rule leads to. */
async function asffProblems(incident: Incident, rule: Rule, store: Store): Promise<readonly string[]> {
  const { related } = await findPlaces(rule, incident.entity, store);
  const problems = checkAsff(toAsff(incident, rule, PUBLISHER, related));
  return problems.map((problem) => `the incident is no valid finding: ${problem}`);
}
