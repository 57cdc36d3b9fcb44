import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './fake-aws.ts';

const MAIN = join('src', 'cli', 'main.ts');

/** Tells on stderr each package of the AWS SDK that is asked for. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      if (/^@(aws-sdk|smithy)\\//.test(specifier)) process.stderr.write('loads ' + specifier + '\\n');
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
    expect(stderr).not.toContain('loads ');
  });

  it('is loaded where a table is looked at, and seen so', () => {
    const { status, stderr } = run(['incidents', 'list', '--store', 'dynamodb:incidents']);
    expect(status).toBe(3);
    expect(stderr).toContain('loads @aws-sdk/client-dynamodb');
    expect(stderr).not.toContain('loads @aws-sdk/client-securityhub');
  });
});
