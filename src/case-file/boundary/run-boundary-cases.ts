import type { Incident } from '../../core/correlation/incident.ts';
import type { Digest } from '../../core/correlation/observe.ts';
import { createRuleIndex, type RuleIndex } from '../../core/correlation/rule-index.ts';
import { type Position, quoted } from '../../core/issue.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { CaseFile, RuleCase } from '../case-file.ts';
import type { CaseResult, Replay } from '../run-cases.ts';
import { type BoundaryCase, type ExpectedEnd, isMade, type SkippedBoundary } from './boundary-case.ts';
import { boundaryCases } from './boundary-cases.ts';
import { boundaryWorld, listsAll, newestRecords } from './boundary-world.ts';

/** What came of one boundary case; it passed when there is no difference. */
export interface BoundaryResult extends CaseResult {
  /** The written case that it was made of. */
  readonly madeOf: string;
}

/** A boundary case that was not made, with the written case that it would have been made of. */
export interface SkippedResult extends SkippedBoundary {
  readonly madeOf: string;
}

/** What came of the boundary cases of a rule. */
export interface BoundaryRun {
  readonly results: readonly BoundaryResult[];
  readonly skipped: readonly SkippedResult[];
}

/**
 * Makes boundary cases of every case that opens an incident, and runs each once. `failed` names the cases that do not
 * come to what they say themselves, of which none are made.
 */
export async function runBoundaryCases(
  rule: Rule,
  { cases }: CaseFile,
  failed: ReadonlySet<string>,
  replay: Replay,
  digest: Digest,
): Promise<BoundaryRun> {
  const run: Run = { rule, index: createRuleIndex([rule]), replay, digest, results: [], skipped: [] };
  for (const ruleCase of cases) {
    if (!ruleCase.expect.some(({ status }) => status === 'open')) continue;
    if (failed.has(ruleCase.name)) skip(run, ruleCase, { name: 'all', reason: 'the case itself fails' });
    else await runOfCase(run, ruleCase);
  }
  return { results: run.results, skipped: run.skipped };
}

interface Run {
  readonly rule: Rule;
  readonly index: RuleIndex;
  readonly replay: Replay;
  readonly digest: Digest;
  readonly results: BoundaryResult[];
  readonly skipped: SkippedResult[];
}

async function runOfCase(run: Run, ruleCase: RuleCase): Promise<void> {
  const { rule, index, replay, digest } = run;
  const given = newestRecords(ruleCase, digest);
  const records = given.map(({ record }) => record);
  const incidents = await replay(records);
  for (const { status, entity } of ruleCase.expect) {
    if (status !== 'open') continue;
    const incident = incidents.find((each) => each.entity.key === entity);
    if (incident?.status !== 'open') {
      const alone = { name: 'the newest versions alone', records, expect: [{ entity, status }] };
      note(run, ruleCase, alone, incidents);
    } else if (!listsAll(incident)) {
      skip(run, ruleCase, { name: 'all', reason: 'the incident does not list all of its evidence' });
    } else {
      for (const boundary of boundaryCases(boundaryWorld(rule, index, digest, given, incident))) {
        if (isMade(boundary)) note(run, ruleCase, boundary, await replay(boundary.records));
        else skip(run, ruleCase, boundary);
      }
    }
  }
}

function skip({ skipped }: Run, { name: madeOf }: RuleCase, boundary: SkippedBoundary): void {
  skipped.push({ ...boundary, madeOf });
}

function note(run: Run, ruleCase: RuleCase, boundary: BoundaryCase, incidents: readonly Incident[]): void {
  const differences = boundary.expect.flatMap((expected) => differenceFrom(expected, incidents));
  const position: Position = ruleCase.position;
  run.results.push({ name: boundary.name, madeOf: ruleCase.name, position, differences });
}

function differenceFrom({ entity, status }: ExpectedEnd, incidents: readonly Incident[]): readonly string[] {
  const found = incidents.find((incident) => incident.entity.key === entity)?.status ?? 'none';
  if (found === status) return [];
  return [`expected ${inWords(status)} on ${quoted(entity)}, found ${inWords(found)}`];
}

function inWords(status: ExpectedEnd['status']): string {
  if (status === 'none') return 'no incident';
  return status === 'open' ? 'an open incident' : 'a resolved incident';
}
