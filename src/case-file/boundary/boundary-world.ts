import { type Evidence, findingText } from '../../core/correlation/evidence.ts';
import { type Incident, LISTED_FINDINGS_MAX } from '../../core/correlation/incident.ts';
import { type Digest, observe, openFilings } from '../../core/correlation/observe.ts';
import type { RuleIndex } from '../../core/correlation/rule-index.ts';
import { checkFinding } from '../../core/finding/check-finding.ts';
import type { Finding } from '../../core/finding/finding.ts';
import { versionOrder } from '../../core/finding/version-order.ts';
import { stringAt } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { RuleCase } from '../case-file.ts';
import { type CaseRecord, expandCase } from '../expand-case.ts';
import type { BoundaryWorld, GivenRecord } from './boundary-case.ts';

/**
 * What a case gives when only the newest version of each finding is kept, which leads to the same open incidents
 * (design, 4.6).
 */
export function newestRecords(ruleCase: RuleCase, digest: Digest): readonly GivenRecord[] {
  const newest = new Map<string, { readonly order: string; readonly given: GivenRecord }>();
  const statements: GivenRecord[] = [];
  for (const [at, record] of expandCase(ruleCase).entries()) {
    const name = ruleCase.given[at]?.name ?? '';
    const finding = findingOf(record);
    if (finding === undefined) {
      if (record.kind === 'context') statements.push({ name, record });
      continue;
    }
    const text = findingText({ productArn: finding.ProductArn, id: finding.Id });
    const order = versionOrder(finding, record.time, digest);
    const known = newest.get(text);
    if (known === undefined || known.order < order)
      newest.set(text, { order, given: { name, record, finding: text } });
  }
  return [...[...newest.values()].map(({ given }) => given), ...statements];
}

/** What boundary cases are made of, for an incident that the newest versions have opened. */
export function boundaryWorld(
  rule: Rule,
  index: RuleIndex,
  digest: Digest,
  given: readonly GivenRecord[],
  incident: Incident,
): BoundaryWorld {
  const evidence = new Map<string, readonly Evidence[]>();
  for (const [name, { findings }] of Object.entries(incident.signals)) evidence.set(name, findings);
  const blocking = new Set(rule.signals.filter(({ role }) => role === 'unless').map(({ name }) => name));
  const mayBlock =
    blocking.size > 0 &&
    given.some(({ record }) => {
      const finding = findingOf(record);
      const seen = finding === undefined ? undefined : observe(finding, record.time, index, digest);
      return seen !== undefined && openFilings(seen).some(({ key }) => blocking.has(key.signal));
    });
  return { rule, index, digest, entity: incident.entity.key, given, evidence, mayBlock };
}

/** Whether an incident lists all of its evidence, so that nothing is left in the dark. */
export function listsAll({ signals }: Incident): boolean {
  return Object.values(signals).every(({ findings }) => findings.length < LISTED_FINDINGS_MAX);
}

/** The finding that a record delivers; undefined for relations and for what is quarantined. */
export function findingOf(record: CaseRecord): Finding | undefined {
  return record.kind === 'finding' && checkFinding(record.value) === undefined
    ? (record.value as Finding)
    : undefined;
}

/** The entry of the world that a piece of evidence comes from. */
export function nameOf({ given }: BoundaryWorld, piece: Evidence): string {
  const text = findingText(piece.finding);
  const found = given.find(({ finding }) => finding === text);
  return found?.name ?? stringAt({ ...piece.finding }, 'id') ?? '';
}
