import type { IncidentRecord } from '../src/core/correlation/incident.ts';
import { incidentId } from '../src/core/correlation/incident-id.ts';
import { SEVERITY_LABELS } from '../src/core/finding/finding.ts';
import type { Instant } from '../src/core/instant.ts';
import { replayRecords } from '../src/desk/replay-records.ts';
import { digest } from '../src/digest.ts';
import { createEngine } from '../src/engine.ts';
import { readInputs } from '../src/input/read-inputs.ts';
import { loadRules } from '../src/rule-file/load-rules.ts';
import { NO_SINK } from '../src/sink.ts';
import { createMemoryStore } from '../src/store/memory/memory-store.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';

const HOUR_MS = 3_600_000;
const ACCOUNTS = 50;
const RULES = 47;

/** Writes a store file with so many incidents, each as large as the incident of an example. */
export async function writeIncidentStore(file: string, count: number): Promise<void> {
  const template = await exampleIncident();
  const store = openSqliteStore(file);
  for (let index = 0; index < count; index += 1) await store.saveIncident(variantOf(template, index));
  await store.close();
}

async function exampleIncident(): Promise<IncidentRecord> {
  const { rules } = await loadRules('rules');
  const store = createMemoryStore();
  const engine = createEngine({ rules: rules.map(({ rule }) => rule), store, sink: NO_SINK, digest });
  await replayRecords(readInputs(['examples/stories/11-backdoor-web-server.json']), engine);
  const [record] = await store.listIncidents({ limit: 1 });
  if (record === undefined) throw new Error('the example has made no incident');
  return record;
}

/** The incident of another entity, account and rule, and of another time: three of four are open. */
function variantOf({ incident, ...record }: IncidentRecord, index: number): IncidentRecord {
  const account = String(100_000_000_000 + (index % ACCOUNTS));
  const key = `arn:aws:ec2:eu-west-1:${account}:instance/i-${index.toString(16).padStart(17, '0')}`;
  const openedAt = (incident.openedAt - (index % 2000) * HOUR_MS) as Instant;
  const rule = { ...incident.rule, id: `rule-${index % RULES}` };
  const isOpen = index % 4 !== 0;
  return {
    ...record,
    revision: 1,
    incident: {
      ...incident,
      id: incidentId(rule.id, key, digest),
      rule,
      entity: { ...incident.entity, key, account },
      status: isOpen ? 'open' : 'resolved',
      severity: SEVERITY_LABELS[index % SEVERITY_LABELS.length] ?? 'CRITICAL',
      openedAt,
      updatedAt: openedAt,
      ...(!isOpen && { resolution: { at: openedAt, reason: 'the finding was withdrawn' } }),
    },
  };
}
