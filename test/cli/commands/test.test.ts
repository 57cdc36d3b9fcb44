import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edit, makeRules } from '../make-rules.ts';
import { makeFolder, normalized, runCli } from '../run-cli.ts';

async function failingRules() {
  const folder = makeFolder();
  const paths = await makeRules(folder);
  edit(paths.rule, 'count: 2', 'count: 1');
  edit(paths.cases, 'is silent with one vulnerability', 'is silent with "one" <vulnerability> & more');
  return { folder, ...paths };
}

describe('test', () => {
  it('passes the cases of the shipped rules', async () => {
    const ended = await runCli(['test', 'rules']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^\d+ cases of \d+ rules: 0 failed\n$/);
    expect(ended.stdout).not.toContain('FAIL');
  });

  it.each(['text', 'junit', 'json'])('tells which case failed, where and why, as %s', async (format) => {
    const { folder, rules } = await failingRules();
    const ended = await runCli(['test', '-o', format, rules]);
    expect(ended).toMatchObject({ code: 1, stderr: '4 cases of 1 rule: 2 failed\n' });
    await expect(normalized(ended.stdout, folder)).toMatchFileSnapshot(`../golden/test.${format}.txt`);
  });

  it('fails a case whose finding is quarantined', async () => {
    const { rules, cases } = await makeRules(makeFolder());
    edit(cases, 'world:', 'world:\n  broken: { finding: { Id: x }, at: 0d }');
    edit(cases, 'given: [guessing, log4j]', 'given: [guessing, log4j, broken]');
    const ended = await runCli(['test', rules]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('a finding of the case was quarantined: `ProductArn` is missing');
  });

  it('warns of a rule without cases', async () => {
    const { rules, cases } = await makeRules(makeFolder());
    rmSync(cases);
    const ended = await runCli(['test', rules]);
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toContain('warning the rule `brute-force-on-vulnerable-instance` has no cases');
  });

  it.each([
    ['rule', 'within: 7d', 'withn: 7d'],
    ['cases', 'given:', 'givn:'],
  ] as const)('does not run a %s file that cannot be read', async (which, from, to) => {
    const paths = await makeRules(makeFolder());
    edit(paths[which], from, to);
    const ended = await runCli(['test', paths.rules]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('unknown key');
  });

  it('refuses a path that is not there', async () => {
    expect((await runCli(['test', 'no/such/rules'])).code).toBe(3);
  });
});
