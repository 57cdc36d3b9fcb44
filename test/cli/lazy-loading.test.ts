import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './fake-aws.ts';

const MAIN = join('src', 'cli', 'main.ts');

/** Tells on stderr each package that is asked for, and each command. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      if (/^[@a-z]|\\/commands\\//.test(specifier)) process.stderr.write('loads ' + specifier + '\\n');
      return next(specifier, context);
    },
  });
`)}`;

function run(argv: readonly string[]) {
  // Nobody listens there: what would be asked of AWS fails at once.
  const env = { ...process.env, ...environmentOf('http://127.0.0.1:9') };
  return spawnSync(process.execPath, ['--import', WATCH, MAIN, ...argv], { encoding: 'utf8', env });
}

describe('the AWS SDK', () => {
  it.each([
    [['--help']],
    [['import', 'security-hub', '--help']],
    [['rules', 'list', '--rules', 'rules']],
    [['replay', '--rules', 'rules', 'examples/stories']],
    [['incidents', 'list', '--store', 'nowhere.sqlite']],
    [['explain', '--rule', 'x', '--entity', 'y', '--store', 'nowhere.sqlite']],
  ])('is not loaded by %j', (argv) => {
    const { stdout, stderr } = run(argv);
    expect(stdout + stderr).not.toBe('');
    expect(stderr).not.toMatch(/loads @(aws-sdk|smithy)/);
  });

  it('is loaded where a table is looked at, and seen so', () => {
    const { status, stderr } = run(['incidents', 'list', '--store', 'dynamodb:incidents']);
    expect(status).toBe(3);
    expect(stderr).toContain('loads @aws-sdk/client-dynamodb');
    expect(stderr).not.toContain('loads @aws-sdk/client-securityhub');
  });
});

/** The commands whose modules a run loads, and whether it loads what reads rules. */
function loadedBy(argv: readonly string[]): {
  readonly commands: readonly string[];
  readonly rules: boolean;
} {
  const { stderr } = run(argv);
  const commands = [...stderr.matchAll(/loads \.\/commands\/(.+)\.ts/g)].map(([, name = '']) => name);
  return { commands, rules: /loads (zod|yaml)/.test(stderr) };
}

describe('commands', () => {
  it('are not loaded for the version', () => {
    expect(loadedBy(['--version'])).toEqual({ commands: [], rules: false });
  });

  it('are loaded alone where they are named', () => {
    expect(loadedBy(['--debug', 'coverage', '--help'])).toEqual({ commands: ['coverage'], rules: true });
  });

  it.each([[['--help']], [['help', 'lint']], [['completion', 'bash']], [['coverag']]])(
    'are all loaded for %j',
    (argv) => {
      expect(loadedBy(argv).commands.length).toBeGreaterThan(10);
    },
  );
});
