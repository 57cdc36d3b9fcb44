import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash offers after these words; the last one is being typed. */
async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runCli(['completion', 'bash']);
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const script = `${stdout}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _corroborate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout: offered } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd: '/' });
  return offered.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s is made from the commands', async (shell) => {
    const ended = await runCli(['completion', shell]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/completion.${shell}.txt`);
  });

  it('of bash is a script that bash takes', async (context) => {
    if (!hasBash) return context.skip('no bash here');
    const { stdout } = await runCli(['completion', 'bash']);
    expect(spawnSync('bash', ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it.each([
    [['corroborate', 're'], ['replay']],
    [
      ['corroborate', 'rules', ''],
      ['list', 'show', 'docs'],
    ],
    [['corroborate', 'replay', '--fail-on', 'C'], ['CRITICAL']],
    [['corroborate', 'replay', '-o', 'a'], ['asff']],
    [['corroborate', 'explain', '--ent'], ['--entity']],
    [['corroborate', 'completion', 'b'], ['bash']],
    [['corroborate', 'coverage', '-o', 'n'], ['navigator']],
    [['corroborate', 'rules', 'docs', '--o'], ['--out']],
    [['corroborate', 'rules', 'show', '-o', 'y'], ['yaml']],
  ])('of bash offers after %j: %j', async (words, offered) => {
    if (!hasBash) return;
    expect(await complete(...words)).toEqual(expect.arrayContaining(offered));
    if (words.at(-1) !== '') expect(await complete(...words)).toEqual(offered);
  });
});
