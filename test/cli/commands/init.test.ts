import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, runCli } from '../run-cli.ts';

describe('init', () => {
  it('starts a repository whose rule is clean and whose cases pass', async () => {
    const folder = makeFolder();
    expect(await runCli(['init', 'mine'], { cwd: folder })).toMatchObject({ code: 0, stdout: '' });
    const cwd = join(folder, 'mine');
    expect(readdirSync(cwd).toSorted()).toEqual(['README.md', 'rules', 'schema']);
    const linted = await runCli(['lint'], { cwd });
    expect(linted).toMatchObject({ code: 0, stdout: '' });
    expect(linted.stderr).toMatch(/^1 rule: 0 errors, 0 warnings\n/);
    const tested = await runCli(['test'], { cwd });
    expect(tested).toMatchObject({ code: 0, stderr: '4 cases of 1 rule: 0 failed\n' });
  });

  it('refers to schemas that are there', async () => {
    const folder = makeFolder();
    await runCli(['init'], { cwd: folder });
    const rule = join(folder, 'rules', 'brute-force-on-vulnerable-instance');
    for (const file of ['rule.yaml', 'cases.yaml']) {
      const [, schema = ''] = /\$schema=(\S+)/.exec(readFileSync(join(rule, file), 'utf8')) ?? [];
      expect(JSON.parse(readFileSync(join(rule, schema), 'utf8'))).toHaveProperty('$schema');
    }
  });

  it('overwrites nothing', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'README.md'), 'mine');
    const ended = await runCli(['init', folder]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('has `README.md` already');
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
  });

  it('says when it cannot write', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'file'), '');
    const ended = await runCli(['init', join(folder, 'file')]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('cannot write');
  });
});
