import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { caseFileOf } from '../../case-file/case-file-of.ts';
import type { Issue } from '../../core/issue.ts';
import { checkRules } from '../../rule-file/check-rules.ts';
import { formatIssue } from '../../rule-file/format-issue.ts';
import type { LoadedRules } from '../../rule-file/load-rules.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type FilterReport, filterReport } from '../filter-report.ts';
import { packageVersion } from '../package-root.ts';
import { toCounted } from '../progress.ts';
import { loadNamedRules, textsOf } from '../read-rules.ts';
import { toSarif } from '../sarif.ts';
import type { Session } from '../session.ts';

/** Adds `lint`: everything that is wrong with rules and their cases. */
export function addLintCommand(program: Command, session: Session): void {
  program
    .command('lint')
    .description('check rules and their cases')
    .argument('[path...]', 'rule files and folders (default: rules/, else the rules of the package)')
    .addOption(
      new Option('-o, --output <format>', 'how to write problems').choices(LINT_FORMATS).default('text'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], { output }: { readonly output: LintFormat }) => {
      session.exitCode = await lint(paths, output, session);
    });
}

const LINT_FORMATS = ['text', 'json', 'sarif'] as const;
type LintFormat = (typeof LINT_FORMATS)[number];
const EXAMPLES = `
Examples:
  $ corroborate lint
  $ corroborate lint rules/my-rule/rule.yaml
  $ corroborate lint -o sarif > lint.sarif`;

async function lint(paths: readonly string[], format: LintFormat, session: Session): Promise<ExitCode> {
  const loaded = await loadNamedRules(session, paths);
  const filter = filterReport(loaded.rules.map(({ rule }) => rule));
  const issues = await allIssues(loaded, filter);
  await session.out.write(await toText(issues, format));
  const errors = issues.filter(({ level }) => level === 'error').length;
  const warnings = issues.filter(isShown).length - errors;
  session.messages.note(
    `${toCounted(ruleFiles(loaded).size, 'rule')}: ${toCounted(errors, 'error')}, ${toCounted(warnings, 'warning')}${toAcknowledged(issues)}`,
  );
  for (const line of filter.lines) session.messages.note(line);
  return errors > 0 ? EXIT.answerIsNo : EXIT.done;
}

async function allIssues({ rules, issues }: LoadedRules, filter: FilterReport): Promise<readonly Issue[]> {
  const all = [...issues, ...checkRules(rules, (rule) => filter.patternCounts.get(rule) ?? 0)];
  for (const file of ruleFiles({ rules, issues })) {
    const cases = await caseFileOf(file);
    if (cases !== undefined) all.push(...(cases.ok ? cases.value.warnings : cases.issues));
  }
  return all;
}

/** Files that could be read as rules and those that could not, each once. */
function ruleFiles({ rules, issues }: LoadedRules): ReadonlySet<string> {
  const broken = issues.flatMap(({ file }) =>
    file !== undefined && basename(file) === 'rule.yaml' ? [file] : [],
  );
  return new Set([...rules.map(({ file }) => file), ...broken]);
}

function isShown({ acknowledged }: Issue): boolean {
  return acknowledged === undefined;
}

function toAcknowledged(issues: readonly Issue[]): string {
  const acknowledged = issues.length - issues.filter(isShown).length;
  return acknowledged > 0 ? `, ${acknowledged} acknowledged` : '';
}

/** SARIF has a word for what is acknowledged; people and scripts are shown what is left to do. */
async function toText(issues: readonly Issue[], format: LintFormat): Promise<string> {
  if (format === 'sarif') return `${JSON.stringify(toSarif(issues, packageVersion()), undefined, 2)}\n`;
  const shown = issues.filter(isShown);
  if (format === 'json') return `${JSON.stringify(shown, undefined, 2)}\n`;
  const texts = await textsOf(shown);
  return shown.map((issue) => `${formatIssue(issue, texts.get(issue.file))}\n`).join('');
}
