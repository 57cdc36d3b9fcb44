import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Session, toPath } from '../session.ts';
import { starterFiles } from '../starter-files.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `init`: a repository of rules with a first rule, its cases, a history, schemas for editors and a workflow. */
export function addInitCommand(program: Command, session: Session): void {
  program
    .command('init')
    .description('start a repository of rules')
    .argument('[dir]', 'where to start it', '.')
    .addHelpText('after', '\nExamples:\n  $ corroborate init my-rules && cd my-rules && corroborate test')
    .action(async (directory: string) => {
      session.exitCode = await init(directory, session);
    });
}

async function init(directory: string, session: Session): Promise<ExitCode> {
  const root = toPath(session, directory);
  const files = await starterFiles();
  const taken: string[] = [];
  for (const name of files.keys()) if (await exists(join(root, name))) taken.push(name);
  if (taken.length > 0) {
    const hint = 'name an empty folder: nothing is overwritten';
    throw new UsageError(`\`${directory}\` has ${taken.map((name) => `\`${name}\``).join(', ')} already`, {
      hint,
    });
  }
  for (const [name, text] of files) await write(join(root, name), text);
  for (const name of files.keys()) session.messages.note(`wrote ${join(directory, name)}`);
  session.messages.note(`next: \`corroborate test ${join(directory, 'rules')}\`, then change the first rule`);
  return EXIT.done;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UsageError(`cannot write \`${path}\`: ${code}`, { cause });
  }
}
