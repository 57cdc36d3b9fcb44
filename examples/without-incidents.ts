import type { IncidentRecord } from '../src/core/correlation/incident.ts';
import type { Finding } from '../src/core/finding/finding.ts';
import type { JsonObject } from '../src/core/json.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { digest } from '../src/digest.ts';
import { createEngine } from '../src/engine.ts';
import { NO_SINK } from '../src/sink.ts';
import { createMemoryStore } from '../src/store/memory/memory-store.ts';

/** What is left of findings without those that make incidents, until the rules find none. */
export async function withoutIncidents(
  findings: readonly JsonObject[],
  rules: readonly Rule[],
): Promise<readonly JsonObject[]> {
  let left = findings;
  for (;;) {
    const telling = new Set((await incidentsOf(left, rules)).flatMap(tellingFindings));
    if (telling.size === 0) return left;
    left = left.filter(({ Id }) => !telling.has(String(Id)));
  }
}

const INCIDENTS_MAX = 10_000;

/** The incidents that findings make, one after the other. */
export async function incidentsOf(
  findings: readonly JsonObject[],
  rules: readonly Rule[],
): Promise<readonly IncidentRecord[]> {
  const store = createMemoryStore();
  const engine = createEngine({ rules, store, sink: NO_SINK, digest });
  for (const finding of findings) {
    const observation = engine.observe(finding as Finding, undefined);
    if (observation !== undefined) await engine.apply(observation);
  }
  return store.listIncidents({ limit: INCIDENTS_MAX });
}

/** Ids of the findings of the signal with the fewest: without them there would be no incident. */
function tellingFindings({ incident }: IncidentRecord): readonly string[] {
  const [fewest] = Object.values(incident.signals)
    .filter(({ isSatisfied, findings }) => isSatisfied && findings.length > 0)
    .sort((a, b) => a.findings.length - b.findings.length);
  return fewest?.findings.map(({ finding }) => finding.id) ?? [];
}
