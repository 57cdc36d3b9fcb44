import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Rule } from '../../core/rule/rule.ts';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';
import { createReport, toReportJson } from '../backtest/backtest-report.ts';
import { type Comparison, compareBacktests } from '../backtest/compare-backtests.ts';
import { checkExpectations, type Expectations, readExpectations } from '../backtest/expectations.ts';
import { rulesAtRef } from '../backtest/rules-at-ref.ts';
import { type Backtest, runBacktest } from '../backtest/run-backtest.ts';
import { toExpectationsJunit } from '../backtest/to-expectations-junit.ts';
import { toReportHtml } from '../backtest/to-html.ts';
import { toReportMarkdown } from '../backtest/to-markdown.ts';
import { toReportText } from '../backtest/to-text.ts';
import { checkWrittenFiles } from '../check-written-files.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { type LineFile, openLineFile } from '../line-file.ts';
import { defaultRules } from '../package-root.ts';
import { readRules, tellIssues } from '../read-rules.ts';
import { ruleFilesIn } from '../rule-files-in.ts';
import { type Session, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `backtest`: what rules would have made of a history, what is expected of them, and what a change does. */
export function addBacktestCommand(program: Command, session: Session): void {
  program
    .command('backtest')
    .description('say what rules would have made of a history of findings')
    .argument('<input...>', 'files, folders, globs, or - for standard input; plain or gzip')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .addOption(languageOption())
    .option('--expect <file>', 'exit 1 unless each rule leads to as many incidents as this file says')
    .option('--against <ref>', 'compare with other rules: a folder, or a commit, branch or tag in git')
    .addOption(new Option('-o, --output <format>', FORMAT_HELP).choices(['table', 'json']))
    .option('--markdown <file>', 'write the report as Markdown too')
    .option('--html <file>', 'write the report as one HTML page too')
    .option('--junit <file>', 'write what was expected as JUnit tests too')
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: BacktestOptions) => {
      session.exitCode = await backtest(inputs, options, session);
    });
}

const FORMAT_HELP = 'default: table on a terminal, json otherwise';
const EXAMPLES = `
Examples:
  $ corroborate backtest findings/
  $ corroborate backtest --expect expectations.yaml --junit backtest.xml findings/
  $ corroborate backtest --against main --markdown comment.md findings/`;

interface BacktestOptions extends LanguageOptions {
  readonly rules?: string;
  readonly expect?: string;
  readonly against?: string;
  readonly output?: 'table' | 'json';
  readonly markdown?: string;
  readonly html?: string;
  readonly junit?: string;
}

const FILE_OPTIONS = ['markdown', 'html', 'junit'] as const;

async function backtest(
  inputs: readonly string[],
  options: BacktestOptions,
  session: Session,
): Promise<ExitCode> {
  if (options.against !== undefined && inputs.includes('-')) {
    throw new UsageError('standard input cannot be read twice', { hint: 'with `--against`, name files' });
  }
  if (options.junit !== undefined && options.expect === undefined) {
    throw new UsageError('`--junit` writes what was expected', {
      hint: 'name a file of expectations with `--expect`',
    });
  }
  const rules = await readRules(session, options.rules, options.lang);
  const expectations = await expectationsOf(options, rules, session);
  const inputFiles = await listInputFiles(inputs.map((input) => toPath(session, input)));
  const written = FILE_OPTIONS.flatMap((name) => options[name] ?? []).map((path) => toPath(session, path));
  checkWrittenFiles(written, [
    ...inputFiles.map(({ path }) => path),
    ...ruleFilesIn(session, options.rules),
    ...[options.expect ?? []].flat().map((path) => toPath(session, path)),
  ]);
  const files = await openFiles(options, session);
  try {
    const before = await backtestAgainst(options, inputFiles, withoutNews(session));
    const after = await runBacktest(rules, inputFiles, session);
    const comparison =
      before === undefined ? undefined : compareBacktests(options.against ?? '', before, after);
    return await tell(after, expectations, comparison, files, options, session);
  } finally {
    for (const file of Object.values(files)) await file.close();
  }
}

async function expectationsOf(
  { expect }: BacktestOptions,
  rules: readonly Rule[],
  session: Session,
): Promise<Expectations | undefined> {
  if (expect === undefined) return undefined;
  const read = await readExpectations(
    toPath(session, expect),
    rules.map(({ id }) => id),
  );
  if (read.ok) return read.value;
  await tellIssues(session, read.issues);
  throw new UsageError(`the expectations in \`${expect}\` cannot be read`);
}

/** The same history with the other rules; undefined where nothing is compared. */
async function backtestAgainst(
  { against, rules, lang }: BacktestOptions,
  inputFiles: readonly InputFile[],
  session: Session,
): Promise<Backtest | undefined> {
  if (against === undefined) return undefined;
  const folder = toPath(session, against);
  if (isFolder(folder)) return runBacktest(await readRules(session, folder, lang), inputFiles, session);
  const own = rules === undefined ? defaultRules(session.io.cwd) : toPath(session, rules);
  const other = await rulesAtRef(own, against);
  try {
    return await runBacktest(await readRules(session, other.rules, lang), inputFiles, session);
  } finally {
    await other.remove();
  }
}

/** What is wrong with the inputs is told once. */
function withoutNews(session: Session): Session {
  return { ...session, messages: { ...session.messages, note: () => {}, warn: () => {} } };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

type ReportFiles = Readonly<Partial<Record<(typeof FILE_OPTIONS)[number], LineFile>>>;

/** What cannot be written is said before the work, not after it. */
async function openFiles(options: BacktestOptions, session: Session): Promise<ReportFiles> {
  const files: Partial<Record<(typeof FILE_OPTIONS)[number], LineFile>> = {};
  for (const name of FILE_OPTIONS) {
    const path = options[name];
    if (path !== undefined) files[name] = await openLineFile(toPath(session, path));
  }
  return files;
}

async function tell(
  after: Backtest,
  expectations: Expectations | undefined,
  comparison: Comparison | undefined,
  files: ReportFiles,
  options: BacktestOptions,
  session: Session,
): Promise<ExitCode> {
  const results = expectations === undefined ? [] : checkExpectations(after, expectations);
  const report = createReport(after, results, comparison);
  await files.markdown?.write(toReportMarkdown(report));
  await files.html?.write(toReportHtml(report));
  await files.junit?.write(toExpectationsJunit(results));
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'json');
  await session.out.write(
    format === 'json' ? `${JSON.stringify(toReportJson(report), undefined, 2)}\n` : toReportText(report),
  );
  const failed = results.filter(({ isMet }) => !isMet).length;
  if (failed > 0) {
    session.messages.fail(`${failed} of ${results.length} expectations are not met`);
    return EXIT.answerIsNo;
  }
  return after.counts.quarantined > 0 ? EXIT.incomplete : EXIT.done;
}
