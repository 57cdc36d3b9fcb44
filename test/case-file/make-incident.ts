import type { RuleCase, WorldEntry } from '../../src/case-file/case-file.ts';
import { expandFinding } from '../../src/case-file/expand-finding.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import type { Evidence } from '../../src/core/correlation/evidence.ts';
import type { Incident } from '../../src/core/correlation/incident.ts';
import { type Instant, parseInstant } from '../../src/core/instant.ts';
import { stringAt } from '../../src/core/json.ts';

/** The first case of a file with two findings of GuardDuty, `one` and `two`, both given. */
export function makeCase(expect: string): RuleCase {
  const world = ['one', 'two'].map(
    (name) => `  ${name}: { product: GuardDuty, type: A:B/C, resource: instance/web }`,
  );
  const text = `world:\n${world.join('\n')}\ncases: [{ name: x, given: [one, two], expect: ${expect} }]\n`;
  const read = readCaseFile(text, 'cases.yaml');
  const [first] = read.ok ? read.value.cases : [];
  if (first === undefined) throw new Error('the case cannot be read');
  return first;
}

/** An open incident on `entity` whose signal `threat` lists the findings of these entries. */
export function makeIncident(
  entity: string,
  evidence: readonly WorldEntry[],
  members: Partial<Incident> = {},
): Incident {
  const at = instantOf('2026-01-01T00:00:00Z');
  return {
    id: `incident-on-${entity}`,
    rule: { id: 'a-rule', version: 1 },
    entity: { type: 'AwsEc2Instance', key: entity },
    status: 'open',
    severity: 'HIGH',
    title: 'A title',
    firstObserved: at,
    lastObserved: at,
    openedAt: at,
    updatedAt: at,
    signals: {
      threat: { count: evidence.length, required: 1, isSatisfied: true, findings: evidence.map(toListed) },
    },
    ...members,
  };
}

/** The instant of a text that must be one. */
export function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`${text} is no instant`);
  return instant;
}

function toListed(entry: WorldEntry): Evidence {
  if (entry.form === 'relation') throw new Error('a relation is no evidence');
  const finding = expandFinding(entry);
  const at = instantOf('2026-01-01T00:00:00Z');
  return {
    finding: { productArn: stringAt(finding, 'ProductArn') ?? '', id: stringAt(finding, 'Id') ?? '' },
    title: entry.name,
    kind: 'activity',
    from: at,
    to: at,
    lastObserved: at,
  };
}
