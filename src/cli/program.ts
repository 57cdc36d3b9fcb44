import { Command } from 'commander';
import { addBacktestCommand } from './commands/backtest.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addCoverageCommand } from './commands/coverage.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addImportCommand } from './commands/import.ts';
import { addIncidentsCommand } from './commands/incidents.ts';
import { addInitCommand } from './commands/init.ts';
import { addLintCommand } from './commands/lint.ts';
import { addNearMissesCommand } from './commands/near-misses.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addRulesCommand } from './commands/rules.ts';
import { addTestCommand } from './commands/test.ts';
import { EXIT_CODE_MEANINGS } from './exit-code.ts';
import { packageVersion } from './package-root.ts';
import type { Session } from './session.ts';

/** What the parser of the command line writes, gathered: help for stdout, problems for stderr. */
export interface ParserTexts {
  readonly out: string[];
  readonly problems: string[];
}

/** The commands and their options. Parsing throws CommanderError instead of ending the process. */
export function createProgram(session: Session, texts: ParserTexts): Command {
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
  for (const add of COMMANDS) add(program, session);
  return program;
}

const COMMANDS: readonly ((program: Command, session: Session) => void)[] = [
  addReplayCommand,
  addExplainCommand,
  addIncidentsCommand,
  addImportCommand,
  addDoctorCommand,
  addLintCommand,
  addTestCommand,
  addBacktestCommand,
  addNearMissesCommand,
  addRulesCommand,
  addCoverageCommand,
  addInitCommand,
  addCompletionCommand,
];

const EXIT_CODE_HELP = `
Exit codes:
${EXIT_CODE_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`).join('\n')}`;
