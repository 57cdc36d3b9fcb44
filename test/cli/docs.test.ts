import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT_CODE_MEANINGS } from '../../src/cli/exit-code.ts';
import { createProgram } from '../../src/cli/program.ts';
import { createSession } from '../../src/cli/session.ts';

const page = readFileSync('docs/cli.md', 'utf8');
const session = createSession({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: {},
  cwd: process.cwd(),
});
const program = await createProgram([], session, { out: [], problems: [] });

/** Every command with its subcommands. */
const commands = program.commands.flatMap((command) => [command, ...command.commands]);

describe('docs/cli.md', () => {
  it.each(program.commands.map((command) => command.name()))('has a section for %s', (name) => {
    expect(page).toContain(`\n## ${name}\n`);
  });

  it.each([...new Set(commands.flatMap(({ options }) => options.map(({ long }) => String(long))))])(
    'names %s',
    (flag) => {
      expect(page).toContain(flag === '--output' ? '-o ' : flag);
    },
  );

  it.each(EXIT_CODE_MEANINGS)('tells exit code %i as the help does', (code, meaning) => {
    expect(page.replaceAll('`', '')).toContain(`| ${code} | ${meaning} |`);
  });
});
