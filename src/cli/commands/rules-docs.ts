import { type Command, Option } from 'commander';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { toCounted } from '../progress.ts';
import { readAllRules, tellIssues } from '../read-rules.ts';
import { comparePages, type PageDrift, writePages } from '../rule-pages/page-folder.ts';
import { createRulePages, INDEX_PAGE, type RulePages } from '../rule-pages/rule-pages.ts';
import { type Session, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `rules docs`: a page for each rule, for people. */
export function addRulesDocsCommand(rules: Command, session: Session): void {
  rules
    .command('docs')
    .description('write a page for each rule, and an index')
    .addOption(
      new Option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)'),
    )
    .addOption(new Option('--out <dir>', 'folder of the pages').default(DEFAULT_FOLDER))
    .addOption(new Option('--check', 'write nothing; exit 1 when a page is not as it should be'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DocsOptions) => {
      session.exitCode = await docs(options, session);
    });
}

const DEFAULT_FOLDER = 'docs/rules';

const EXAMPLES = `
Examples:
  $ corroborate rules docs
  $ corroborate rules docs --rules my-rules --out my-rules/pages
  $ corroborate rules docs --check`;

interface DocsOptions {
  readonly rules?: string;
  readonly out: string;
  readonly check?: true;
}

async function docs(options: DocsOptions, session: Session): Promise<ExitCode> {
  const pages = await readPages(await readAllRules(session, options.rules), session);
  const folder = toPath(session, options.out);
  const drift = await comparePages(folder, pages);
  if (options.check) return tellDrift(drift, options.out, session);
  if (drift.foreign.length > 0) throw foreignFiles(drift.foreign, options.out);
  await writePages(folder, drift.outdated, pages);
  for (const name of drift.stale) session.messages.warn(staleText(name, options.out));
  const counts = `${toCounted(pages.size, 'page')}, ${drift.outdated.length} written`;
  session.messages.note(`${options.out}: ${counts}`);
  return EXIT.done;
}

/** The pages of these rules. Throws UsageError where cases cannot be read, and for a rule with the name of the index. */
async function readPages(rules: readonly LoadedRule[], session: Session): Promise<RulePages> {
  const taker = rules.find(({ rule }) => `${rule.id}.md` === INDEX_PAGE.toLowerCase());
  if (taker !== undefined) {
    throw new UsageError(`the page of the rule \`${taker.rule.id}\` would take the place of the index`, {
      hint: 'call the rule by what it detects',
    });
  }
  const pages = await createRulePages(rules);
  if (pages.ok) return pages.value;
  await tellIssues(session, pages.issues);
  const message = `the cases cannot be read: ${toCounted(pages.issues.length, 'error')}`;
  throw new UsageError(message, { exitCode: EXIT.rulesUnreadable });
}

function tellDrift({ outdated, stale }: PageDrift, folder: string, { messages }: Session): ExitCode {
  for (const name of outdated) messages.warn(`\`${folder}/${name}\` is not as the rules have it`);
  for (const name of stale) messages.warn(staleText(name, folder));
  if (outdated.length + stale.length === 0) return EXIT.done;
  messages.note('`corroborate rules docs` writes the pages anew');
  return EXIT.answerIsNo;
}

function staleText(name: string, folder: string): string {
  return `\`${folder}/${name}\` is of a rule that is not there: delete it`;
}

function foreignFiles(names: readonly string[], folder: string): UsageError {
  const files = names.map((name) => `\`${name}\``).join(', ');
  return new UsageError(`\`${folder}\` has ${files}, which this command did not make`, {
    hint: 'name another folder with `--out`: nothing of yours is written over',
  });
}
