import { setImmediate } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { CaseFile } from '../../case-file/case-file.ts';
import { caseFileOf } from '../../case-file/case-file-of.ts';
import { type CaseResult, runCases } from '../../case-file/run-cases.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { toCounted } from '../progress.ts';
import { loadNamedRules, tellIssues } from '../read-rules.ts';
import { type Session, throwIfInterrupted } from '../session.ts';
import { checkedReplayOf } from '../test/replay-case.ts';
import { runBoundaries } from '../test/run-boundaries.ts';
import { tallyBoundaries } from '../test/tally-boundaries.ts';
import {
  isPassed,
  type RuleResult,
  TEST_FORMATS,
  type TestFormat,
  toTestReport,
} from '../test/test-report.ts';
import { UsageError } from '../usage-error.ts';

interface TestOptions {
  readonly output: TestFormat;
  readonly boundaries?: true;
}

/** Adds `test`: the cases of rules, each also shuffled and duplicated, and with `--boundaries` the cases themselves. */
export function addTestCommand(program: Command, session: Session): void {
  program
    .command('test')
    .description('run the cases of rules')
    .argument('[path...]', 'rule files and folders (default: rules/, else the rules of the package)')
    .option('--boundaries', 'also try the edges and the mutants of each rule')
    .addOption(
      new Option('-o, --output <format>', 'how to write results').choices(TEST_FORMATS).default('text'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: TestOptions) => {
      session.exitCode = await testRules(paths, options, session);
    });
}

const EXAMPLES = `
Examples:
  $ corroborate test
  $ corroborate test rules/my-rule
  $ corroborate test --boundaries rules/my-rule
  $ corroborate test -o junit > cases.xml`;

async function testRules(
  paths: readonly string[],
  { output, boundaries }: TestOptions,
  session: Session,
): Promise<ExitCode> {
  const suites = await readSuites(paths, session);
  const results: RuleResult[] = [];
  for (const [at, { loaded, caseFile }] of suites.entries()) {
    const rest = (): void => {
      throwIfInterrupted(session);
      session.messages.progress(`rule ${at + 1} of ${suites.length}  ${loaded.rule.id}`);
    };
    // Replaying in memory never waits for anything, and signals of the process come through only while it does.
    await setImmediate();
    rest();
    const cases = await runSuite(loaded.rule, caseFile);
    const result = { rule: loaded.rule.id, file: caseFile.file, cases };
    if (boundaries === undefined) results.push(result);
    else results.push({ ...result, boundaries: await runBoundaries(loaded, caseFile, cases, rest) });
  }
  session.messages.progress('');
  await session.out.write(toTestReport(results, output));
  return tell(results, session);
}

async function tell(results: readonly RuleResult[], session: Session): Promise<ExitCode> {
  const { messages } = session;
  const cases = results.flatMap((result) => result.cases);
  const failed = cases.filter((result) => !isPassed(result)).length;
  messages.note(
    `${toCounted(cases.length, 'case')} of ${toCounted(results.length, 'rule')}: ${failed} failed`,
  );
  const tally = tallyBoundaries(results);
  if (tally === undefined) return failed > 0 ? EXIT.answerIsNo : EXIT.done;
  await tellIssues(session, tally.issues);
  for (const { rule, survivors } of tally.warnings) {
    messages.warn(`${toCounted(survivors, 'mutant')} of the rule \`${rule}\`, which is not stable, survive`);
  }
  for (const line of tally.lines) messages.note(line);
  return failed > 0 || tally.isFailed ? EXIT.answerIsNo : EXIT.done;
}

interface Suite {
  readonly loaded: LoadedRule;
  readonly caseFile: CaseFile;
}

async function readSuites(paths: readonly string[], session: Session): Promise<readonly Suite[]> {
  const { rules, issues } = await loadNamedRules(session, paths);
  const problems = [...issues];
  const suites: Suite[] = [];
  for (const loaded of rules) {
    const cases = await caseFileOf(loaded.file);
    if (cases === undefined) session.messages.warn(`the rule \`${loaded.rule.id}\` has no cases`);
    else if (cases.ok) suites.push({ loaded, caseFile: cases.value });
    else problems.push(...cases.issues);
  }
  await tellIssues(session, problems);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (errors === 0) return suites;
  throw new UsageError(`rules or cases cannot be read: ${toCounted(errors, 'error')}`, {
    exitCode: EXIT.rulesUnreadable,
  });
}

async function runSuite(rule: Rule, caseFile: CaseFile): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const ruleCase of caseFile.cases) {
    const problems = new Set<string>();
    const replay = checkedReplayOf(rule, problems);
    for (const result of await runCases({ ...caseFile, cases: [ruleCase] }, replay)) {
      results.push({ ...result, differences: [...result.differences, ...problems] });
    }
  }
  return results;
}
