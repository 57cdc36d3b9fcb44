import { Argument, type Command } from 'commander';
import { SHELLS, type Shell, toCompletionScript } from '../completion-script.ts';
import { EXIT } from '../exit-code.ts';
import type { Session } from '../session.ts';

/** Adds `completion`: a script that completes this command line, made from the commands of `program`. */
export function addCompletionCommand(program: Command, session: Session): void {
  program
    .command('completion')
    .description('write the completion script of a shell')
    .addArgument(new Argument('<shell>', 'shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      await session.out.write(toCompletionScript(program, shell));
      session.exitCode = EXIT.done;
    });
}

const EXAMPLES = `
Examples:
  $ source <(corroborate completion bash)
  $ corroborate completion zsh > ~/.zfunc/_corroborate
  $ corroborate completion fish > ~/.config/fish/completions/corroborate.fish`;
