import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeFolder, runCli } from '../run-cli.ts';

describe('init', () => {
  it('starts a repository whose rule is clean and whose cases pass', async () => {
    const folder = makeFolder();
    expect(await runCli(['init', 'mine'], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('next: `corroborate test mine/rules`'),
    });
    const cwd = join(folder, 'mine');
    expect(readdirSync(cwd).toSorted()).toEqual([
      ...[
        '.github',
        '.gitignore',
        'README.md',
        'expectations.yaml',
        'history',
        'package.json',
        'rules',
        'schema',
      ],
    ]);
    const linted = await runCli(['lint'], { cwd });
    expect(linted).toMatchObject({ code: 0, stdout: '' });
    expect(linted.stderr).toMatch(/^1 rule: 0 errors, 0 warnings\n/);
    const tested = await runCli(['test'], { cwd });
    expect(tested).toMatchObject({ code: 0, stderr: '11 cases of 1 rule: 0 failed\n' });
  });

  it('refers to schemas that are there', async () => {
    const folder = makeFolder();
    await runCli(['init'], { cwd: folder });
    const rule = join('rules', 'brute-force-on-vulnerable-instance');
    for (const file of [
      ...['rule.yaml', 'cases.yaml', 'texts.ja.yaml'].map((name) => join(rule, name)),
      'expectations.yaml',
    ]) {
      const [, schema = ''] = /\$schema=(\S+)/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
      const path = join(folder, dirname(file), schema);
      expect(JSON.parse(readFileSync(path, 'utf8')), file).toHaveProperty('$schema');
    }
  });

  it('has a history that leads to what is expected, and a rule that speaks Japanese', async () => {
    const folder = makeFolder();
    await runCli(['init'], { cwd: folder });
    const argv = ['backtest', '--expect', 'expectations.yaml', '--lang', 'ja', 'history/', '-o', 'json'];
    const ended = await runCli(argv, { cwd: folder });
    expect(ended.code).toBe(0);
    const report = JSON.parse(ended.stdout);
    expect(report.expectations).toMatchObject([{ found: 1, isMet: true }]);
    expect(report.incidents).toMatchObject([{ title: expect.stringContaining('パスワード総当たり攻撃') }]);
  });

  describe('the workflow', () => {
    async function workflowIn(folder: string) {
      await runCli(['init'], { cwd: folder });
      return parse(readFileSync(join(folder, '.github', 'workflows', 'rules.yaml'), 'utf8'));
    }

    it('may no more than it needs', async () => {
      const { permissions, jobs } = await workflowIn(makeFolder());
      expect(permissions).toEqual({ contents: 'read' });
      expect(jobs.rules.permissions).toEqual({
        contents: 'read',
        'security-events': 'write',
        'pull-requests': 'write',
      });
      expect(jobs.rules.steps[0].with).toMatchObject({ 'persist-credentials': false });
    });

    it('puts nothing of a pull request into a script', async () => {
      const { jobs } = await workflowIn(makeFolder());
      for (const { run = '' } of jobs.rules.steps) expect(run).not.toContain('${{');
    });

    it('tells what every step finds, whatever the others found, and comments only what there is', async () => {
      const { jobs } = await workflowIn(makeFolder());
      const conditionOf = (name: string) =>
        jobs.rules.steps.find((step: { name?: string }) => step.name === name).if;
      for (const name of ['Test', 'Backtest']) {
        expect(conditionOf(name)).toContain("!cancelled() && steps.install.outcome == 'success'");
      }
      expect(conditionOf('Show problems in code scanning')).toContain("hashFiles('lint.sarif') != ''");
      expect(conditionOf('Comment on the pull request')).toContain("hashFiles('backtest.md') != ''");
      expect(jobs.rules.steps.map(({ id }: { id?: string }) => id)).toContain('install');
    });

    /** Runs what the workflow runs on a commit of everything, compared with one of `before`. */
    async function runIn(folder: string, before: string): Promise<void> {
      const { jobs } = await workflowIn(folder);
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
      git('init', '-q');
      git('add', before);
      git('commit', '-q', '-m', 'first');
      const base = git('rev-parse', 'HEAD').toString().trim();
      git('add', '.');
      git('commit', '-q', '--allow-empty', '-m', 'second');
      const cli = join(process.cwd(), 'src', 'cli', 'main.ts');
      const scripts: string[] = jobs.rules.steps
        .map(({ run = '' }) => run)
        .filter((run: string) => run.includes('npx corroborate'));
      expect(scripts).toHaveLength(3);
      for (const script of scripts) {
        const text = script.replaceAll('npx corroborate', `"${process.execPath}" "${cli}"`);
        execFileSync('sh', ['-e', '-c', text], {
          cwd: folder,
          env: { ...process.env, BASE: base },
          stdio: 'pipe',
        });
      }
    }

    it('runs in the repository, and writes what it uploads and comments', async () => {
      const folder = makeFolder();
      await runIn(folder, '.');
      const written = ['lint.sarif', 'cases.xml', 'backtest.xml', 'backtest.md', 'backtest.html'];
      for (const name of written) expect(readFileSync(join(folder, name), 'utf8'), name).not.toBe('');
      expect(readFileSync(join(folder, 'backtest.md'), 'utf8')).toContain(
        '0 added, 0 removed, 0 changed, 1 the same',
      );
    });

    it('compares with nothing where there were no rules before', async () => {
      const folder = makeFolder();
      await runIn(folder, 'README.md');
      expect(readFileSync(join(folder, 'backtest.md'), 'utf8')).not.toContain('Against');
    });
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
