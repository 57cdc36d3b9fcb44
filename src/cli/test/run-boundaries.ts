import { setImmediate } from 'node:timers/promises';
import { type BoundaryRun, runBoundaryCases } from '../../case-file/boundary/run-boundary-cases.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { checkSurvivors } from '../../case-file/mutant/check-survivors.ts';
import { type MutantResult, runMutants } from '../../case-file/mutant/run-mutants.ts';
import type { CaseResult, Replay } from '../../case-file/run-cases.ts';
import type { Issue, Position } from '../../core/issue.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { digest } from '../../digest.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { readYaml } from '../../rule-file/read-yaml.ts';
import { replayOf } from './replay-case.ts';

/** A mutant with its place in the rule file. */
export interface PlacedMutant extends MutantResult {
  readonly position: Position;
}

/** What came of the boundary cases of a rule and of its mutants. */
export interface BoundaryReport {
  /** The rule file, as it is to be shown. */
  readonly ruleFile: string;
  readonly run: BoundaryRun;
  readonly mutants: readonly PlacedMutant[];
  /** Explanations in the case file of mutants that do not survive. */
  readonly issues: readonly Issue[];
  /** Whether a mutant that survives unexplained is a failure, as for a stable rule, or a warning. */
  readonly isStrict: boolean;
}

/** Runs the boundary cases and mutants of a rule whose cases came to `results`; `rest` is called now and then. */
export async function runBoundaries(
  { rule, file, text }: Pick<LoadedRule, 'rule' | 'file' | 'text'>,
  caseFile: CaseFile,
  results: readonly CaseResult[],
  rest: () => void,
): Promise<BoundaryReport> {
  const rested = restingReplay(rest);
  const failed = new Set(results.filter(({ differences }) => differences.length > 0).map(({ name }) => name));
  const run = await runBoundaryCases(rule, caseFile, failed, rested(rule), digest);
  const mutants = await runMutants(rule, caseFile, rested);
  return {
    ruleFile: file,
    run,
    mutants: withPositions(mutants, text, file),
    issues: checkSurvivors(caseFile, mutants),
    isStrict: rule.status === 'stable',
  };
}

const REST_EVERY_MS = 100;

/** Replays that now and then let signals of the process come through. */
function restingReplay(rest: () => void): (rule: Rule) => Replay {
  let restedMs = performance.now();
  return (rule) => {
    const replay = replayOf(rule);
    return async (records) => {
      if (performance.now() - restedMs >= REST_EVERY_MS) {
        await setImmediate();
        rest();
        restedMs = performance.now();
      }
      return replay(records);
    };
  };
}

function withPositions(
  mutants: readonly MutantResult[],
  text: string,
  file: string,
): readonly PlacedMutant[] {
  const { document } = readYaml(text, file);
  if (document === undefined) throw new Error(`${file} was a rule and cannot be read again`);
  return mutants.map((mutant) => ({ ...mutant, position: document.positionOf(mutant.path, 'key') }));
}
