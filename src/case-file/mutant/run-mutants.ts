import type { Rule } from '../../core/rule/rule.ts';
import type { CaseFile, RuleCase } from '../case-file.ts';
import { checkCase } from '../check-case.ts';
import { type CaseRecord, expandCase } from '../expand-case.ts';
import type { Replay } from '../run-cases.ts';
import type { Path, RuleMutant } from './mutant.ts';
import { ruleMutants } from './rule-mutants.ts';

/** What came of a mutant: killed by a case, survived although explained, or just survived. */
export interface MutantResult {
  readonly name: string;
  /** Leads to its place in the rule file. */
  readonly path: Path;
  /** What a case that kills it looks like. */
  readonly wanted: string;
  /** The first case that comes to another result under the mutant; absent when none does. */
  readonly killedBy?: string;
  /** What the case file says about a mutant that survives. */
  readonly explanation?: string;
}

/**
 * Runs the written cases under each mutant of their rule, in the order given alone, until one of them comes to
 * another result than under the rule itself. `replayOf` makes the replay for a rule.
 */
export async function runMutants(
  rule: Rule,
  caseFile: CaseFile,
  replayOf: (rule: Rule) => Replay,
): Promise<readonly MutantResult[]> {
  const cases: Prepared[] = [];
  for (const ruleCase of caseFile.cases) {
    const records = expandCase(ruleCase);
    cases.push({ ruleCase, records, usual: await resultOf({ ruleCase, records }, replayOf(rule)) });
  }
  const explanations = new Map(caseFile.survivors.map(({ name, reason }) => [name, reason]));
  const results: MutantResult[] = [];
  for (const mutant of ruleMutants(rule)) {
    const killedBy = await killerOf(mutant, cases, replayOf);
    results.push(toResult(mutant, killedBy, explanations.get(mutant.name)));
  }
  return results;
}

interface Prepared {
  readonly ruleCase: RuleCase;
  readonly records: readonly CaseRecord[];
  /** What the case comes to under the rule itself: no difference, unless the case fails anyway. */
  readonly usual: string;
}

async function killerOf(
  mutant: RuleMutant,
  cases: readonly Prepared[],
  replayOf: (rule: Rule) => Replay,
): Promise<string | undefined> {
  const replay = replayOf(mutant.toRule());
  for (const prepared of cases) {
    if ((await resultOf(prepared, replay)) !== prepared.usual) return prepared.ruleCase.name;
  }
  return undefined;
}

async function resultOf(
  { ruleCase, records }: Pick<Prepared, 'ruleCase' | 'records'>,
  replay: Replay,
): Promise<string> {
  return checkCase(ruleCase, await replay(records)).join('\n');
}

function toResult(
  { name, path, wanted }: RuleMutant,
  killedBy: string | undefined,
  explanation: string | undefined,
): MutantResult {
  if (killedBy !== undefined) return { name, path, wanted, killedBy };
  return explanation === undefined ? { name, path, wanted } : { name, path, wanted, explanation };
}
