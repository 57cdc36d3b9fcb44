import { Command } from 'commander';
import { EXIT_CODE_MEANINGS } from './exit-code.ts';
import { packageVersion } from './package-root.ts';
import type { Session } from './session.ts';

/** What the parser of the command line writes, gathered: help for stdout, problems for stderr. */
export interface ParserTexts {
  readonly out: string[];
  readonly problems: string[];
}

/**
 * The commands and their options, of which those are left out that `argv` can do without. Parsing throws CommanderError
 * instead of ending the process.
 */
export async function createProgram(
  argv: readonly string[],
  session: Session,
  texts: ParserTexts,
): Promise<Command> {
  const program = new Command('corroborate')
    .description('Joins security findings about one resource into one incident.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .option('--debug', 'show the stack of an unexpected error')
    .addHelpText('after', EXIT_CODE_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => texts.out.push(text),
      writeErr: (text) => texts.problems.push(text),
      getOutHelpWidth: () => session.out.columns,
      getErrHelpWidth: () => session.out.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const load of commandsFor(argv)) (await load())(program, session);
  return program;
}

type AddCommand = (program: Command, session: Session) => void;

/** The commands in the order of the help. Loading all of them takes most of the time of a short answer. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['replay', async () => (await import('./commands/replay.ts')).addReplayCommand],
  ['explain', async () => (await import('./commands/explain.ts')).addExplainCommand],
  ['serve', async () => (await import('./commands/serve.ts')).addServeCommand],
  ['incidents', async () => (await import('./commands/incidents.ts')).addIncidentsCommand],
  ['import', async () => (await import('./commands/import.ts')).addImportCommand],
  ['doctor', async () => (await import('./commands/doctor.ts')).addDoctorCommand],
  ['lint', async () => (await import('./commands/lint.ts')).addLintCommand],
  ['test', async () => (await import('./commands/test.ts')).addTestCommand],
  ['backtest', async () => (await import('./commands/backtest.ts')).addBacktestCommand],
  ['near-misses', async () => (await import('./commands/near-misses.ts')).addNearMissesCommand],
  ['rules', async () => (await import('./commands/rules.ts')).addRulesCommand],
  ['coverage', async () => (await import('./commands/coverage.ts')).addCoverageCommand],
  ['init', async () => (await import('./commands/init.ts')).addInitCommand],
  ['completion', async () => (await import('./commands/completion.ts')).addCompletionCommand],
]);

/** The one command that is named; none for the version; all for what speaks of all: help, completion, a slip of the hand. */
function commandsFor(argv: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  const word = argv.find((each) => each !== '--debug') ?? '';
  if (word === '-V' || word === '--version') return [];
  const named = word === 'completion' ? undefined : COMMANDS.get(word);
  return named === undefined ? [...COMMANDS.values()] : [named];
}

const EXIT_CODE_HELP = `
Exit codes:
${EXIT_CODE_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`).join('\n')}`;
