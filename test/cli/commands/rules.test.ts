import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRules } from '../make-rules.ts';
import { makeFolder, runCli } from '../run-cli.ts';

const ID = 'brute-force-on-vulnerable-instance';

describe('rules list', () => {
  it.each(['table', 'json', 'ndjson'])('lists rules as %s', async (format) => {
    const { rules } = await makeRules(makeFolder());
    const ended = await runCli(['rules', 'list', '--rules', rules, '-o', format], { columns: 110 });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/rules-list.${format}.txt`);
  });

  it('lists the rules of the package where there are none', async () => {
    const ended = await runCli(['rules', 'list'], { cwd: makeFolder() });
    expect(ended.stdout).toContain('ec2-backdoor-with-critical-cves');
  });

  it('says when rules cannot be read', async () => {
    expect((await runCli(['rules', 'list', '--rules', 'no/such'])).code).toBe(2);
  });
});

describe('rules show', () => {
  it.each(['table', 'json'])('shows a rule as %s', async (format) => {
    const { rules } = await makeRules(makeFolder());
    const ended = await runCli(['rules', 'show', ID, '--rules', rules, '-o', format], { columns: 90 });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/rules-show.${format}.txt`);
  });

  it('names the rules that there are where an id is like none of them, unless these are many', async () => {
    const { rules } = await makeRules(makeFolder());
    const few = await runCli(['rules', 'show', 'xyz', '--rules', rules]);
    expect(few).toMatchObject({ code: 3, stderr: expect.stringContaining(`hint: the rules are ${ID}\n`) });
    const many = await runCli(['rules', 'show', '__proto__', '--rules', 'rules']);
    expect(many.stderr).toContain('hint: see `corroborate rules list`\n');
  });

  it('speaks Japanese where it is asked to, as a page and as JSON', async () => {
    const show = (format: string) =>
      runCli([
        'rules',
        'show',
        'ec2-backdoor-with-critical-cves',
        '--rules',
        'rules',
        '--lang',
        'ja',
        '-o',
        format,
      ]);
    const page = await show('table');
    expect(page).toMatchObject({ code: 0, stderr: '' });
    expect(page.stdout).toContain('重大な脆弱性を持つ EC2 インスタンスからのバックドア通信');
    const json = JSON.parse((await show('json')).stdout);
    expect(json).toMatchObject({
      id: 'ec2-backdoor-with-critical-cves',
      title: expect.stringContaining('バックドア'),
    });
  });

  it('warns of a rule that cannot, and speaks English', async () => {
    const { rules } = await makeRules(makeFolder());
    rmSync(join(rules, ID, 'texts.ja.yaml'));
    const ended = await runCli(['rules', 'show', ID, '--rules', rules, '--lang', 'ja', '-o', 'json']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(`no texts in \`ja\`, English instead: ${ID}`);
  });

  it('shows the file as it is', async () => {
    const { rules, rule } = await makeRules(makeFolder());
    const { stdout } = await runCli(['rules', 'show', ID, '--rules', rules, '-o', 'yaml']);
    expect(stdout).toBe(readFileSync(rule, 'utf8'));
  });

  it('suggests the rule that was meant', async () => {
    const ended = await runCli(['rules', 'show', 'ec2-backdoor-with-critical-cve', '--rules', 'rules']);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('did you mean `ec2-backdoor-with-critical-cves`?');
  });
});
