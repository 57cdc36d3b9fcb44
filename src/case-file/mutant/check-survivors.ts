import { type Issue, quoted } from '../../core/issue.ts';
import { didYouMean } from '../../rule-file/did-you-mean.ts';
import type { CaseFile, ExplainedSurvivor } from '../case-file.ts';
import type { MutantResult } from './run-mutants.ts';

/** What is wrong with the explanations of a case file: the mutant is killed after all, or there is none of the name. */
export function checkSurvivors(caseFile: CaseFile, results: readonly MutantResult[]): readonly Issue[] {
  const byName = new Map(results.map((result) => [result.name, result]));
  return caseFile.survivors.flatMap((survivor) => {
    const result = byName.get(survivor.name);
    const issue = (message: string, hint: string) => [toIssue(caseFile, survivor, message, hint)];
    if (result === undefined) {
      const hint =
        didYouMean(survivor.name, byName.keys()) ?? 'the json output names the mutants of the rule';
      return issue(`the rule has no mutant ${quoted(survivor.name)}`, hint);
    }
    if (result.killedBy === undefined) return [];
    const message = `the mutant ${quoted(survivor.name)} does not survive: ${quoted(result.killedBy)} kills it`;
    return issue(message, 'leave the explanation away');
  });
}

function toIssue(
  { file }: CaseFile,
  { name, position }: ExplainedSurvivor,
  message: string,
  hint: string,
): Issue {
  return { code: 'case/survivor', level: 'error', message, path: ['survivors', name], hint, file, position };
}
