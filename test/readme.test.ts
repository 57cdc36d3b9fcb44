import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, runCli } from './cli/run-cli.ts';

const README = readFileSync('README.md', 'utf8');

/** The texts of the README's YAML blocks, in order. */
const [shown, signal, world] = README.split('```yaml\n')
  .slice(1)
  .map((rest) => rest.slice(0, rest.indexOf('```')));

describe('the first rule of the README', () => {
  it('goes the way that is told', async () => {
    const root = makeFolder();
    const folder = join(root, 'rules', 'brute-force-on-vulnerable-instance');
    const change = (name: string, edit: (text: string) => string) => {
      const file = join(folder, name);
      writeFileSync(file, edit(readFileSync(file, 'utf8')));
    };
    const run = (command: string) => runCli([command, join(root, 'rules')]);

    expect((await runCli(['init', root])).code).toBe(0);
    expect(readFileSync(join(folder, 'rule.yaml'), 'utf8').endsWith(shown ?? '')).toBe(true);
    expect((await run('test')).code).toBe(0);

    const requires = 'requires: [GuardDuty, Inspector';
    change('rule.yaml', (text) => text.replace(requires, `${requires}, Security Hub`) + signal);
    const silent = await run('test');
    expect(silent.code).toBe(1);
    expect(silent.stdout).toContain('expected an incident on `instance/web`, found none');

    change('cases.yaml', (text) => text.replace('cases:\n', `${world}cases:\n`));
    change('cases.yaml', (text) =>
      text.replaceAll(/given: \[(?=[^\]]*\]\n {4}expect:\n)/g, 'given: [open-group, attached, '),
    );
    expect(await run('test')).toMatchObject({ code: 0 });
    expect(await run('lint')).toMatchObject({ code: 0, stdout: '' });
  });
});
