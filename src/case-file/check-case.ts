import { findingText } from '../core/correlation/evidence.ts';
import type { Incident, IncidentSignal } from '../core/correlation/incident.ts';
import { quoted } from '../core/issue.ts';
import { stringAt } from '../core/json.ts';
import type { ExpectedIncident, RuleCase, WorldEntry } from './case-file.ts';
import { expandFinding } from './expand-finding.ts';

/**
 * How the incidents of a replay differ from what the case expects, one sentence each; empty when they agree.
 * Every incident must be expected, resolved ones too; evidence is compared for the signals that the case names.
 */
export function checkCase(ruleCase: RuleCase, incidents: readonly Incident[]): readonly string[] {
  const nameOf = namesOfFindings(ruleCase.given);
  const matched = new Set<Incident>();
  const differences = ruleCase.expect.flatMap((expected) => {
    const found = incidents.find(
      (incident) => incident.entity.key === expected.entity && !matched.has(incident),
    );
    if (found === undefined) return [`expected an incident on ${quoted(expected.entityName)}, found none`];
    matched.add(found);
    return checkIncident(expected, found, nameOf);
  });
  const unexpected = incidents.filter((incident) => !matched.has(incident));
  return [...differences, ...unexpected.map(unexpectedIncident)];
}

type NameOf = ReadonlyMap<string, string>;

function namesOfFindings(given: readonly WorldEntry[]): NameOf {
  const names = new Map<string, string>();
  for (const entry of given) {
    const identity = identityOf(entry);
    if (identity !== undefined && !names.has(identity)) names.set(identity, entry.name);
  }
  return names;
}

function identityOf(entry: WorldEntry): string | undefined {
  if (entry.form === 'relation') return undefined;
  const finding = expandFinding(entry);
  return findingText({
    productArn: stringAt(finding, 'ProductArn') ?? '',
    id: stringAt(finding, 'Id') ?? '',
  });
}

function checkIncident(expected: ExpectedIncident, found: Incident, nameOf: NameOf): readonly string[] {
  const entity = quoted(expected.entityName);
  const differences: string[] = [];
  if (found.status !== expected.status) {
    differences.push(`expected the incident on ${entity} to be ${expected.status}, found it ${found.status}`);
  }
  if (expected.severity !== undefined && found.severity !== expected.severity) {
    differences.push(`expected severity ${expected.severity} on ${entity}, found ${found.severity}`);
  }
  for (const [name, entries] of Object.entries(expected.evidence)) {
    const signal = Object.hasOwn(found.signals, name) ? found.signals[name] : undefined;
    if (signal === undefined) differences.push(`the incident on ${entity} has no signal ${quoted(name)}`);
    else differences.push(...checkEvidence(name, entries, signal, nameOf));
  }
  return differences;
}

function checkEvidence(
  signalName: string,
  entries: readonly WorldEntry[],
  signal: IncidentSignal,
  nameOf: NameOf,
): readonly string[] {
  const expected = new Map(entries.map((entry) => [identityOf(entry) ?? '', entry.name]));
  const found = new Set(signal.findings.map(({ finding }) => findingText(finding)));
  const missing = [...expected].filter(([key]) => !found.has(key)).map(([, name]) => quoted(name));
  const extra = [...found].filter((key) => !expected.has(key)).map((key) => quoted(nameOf.get(key) ?? key));
  const parts = [
    missing.length > 0 ? `without ${missing.join(', ')}` : '',
    extra.length > 0 ? `with ${extra.join(', ')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [`signal ${quoted(signalName)} was decided ${parts.join(' and ')}`];
}

function unexpectedIncident({ status, entity }: Incident): string {
  const text = `unexpected ${status} incident on ${entity.key}`;
  if (status === 'open') return text;
  return `${text}, which was open before: expect \`resolved\`, or give what keeps it from opening first`;
}
