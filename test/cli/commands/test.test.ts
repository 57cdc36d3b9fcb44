import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edit, makeRules } from '../make-rules.ts';
import { makeFolder, normalized, runCli } from '../run-cli.ts';

/** The first rule with so few cases that much about it could change, and none would notice. */
async function weakRules(folder: string) {
  const paths = await makeRules(folder);
  const text = readFileSync(paths.cases, 'utf8');
  const [from, to] = ['fires when the second vulnerability', 'resolves when'].map((name) =>
    text.indexOf(`  - name: ${name}`),
  );
  writeFileSync(paths.cases, text.slice(0, from) + text.slice(to));
  return paths;
}

async function failingRules() {
  const folder = makeFolder();
  const paths = await weakRules(folder);
  edit(paths.rule, 'count: 2', 'count: 1');
  edit(paths.cases, 'is silent with one vulnerability', 'is silent with "one" <vulnerability> & more');
  return { folder, ...paths };
}

describe('test', () => {
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

describe('test --boundaries', () => {
  const boundaries = (rules: string, ...more: readonly string[]) =>
    runCli(['test', '--boundaries', ...more, rules]);

  it('passes the cases of the shipped rules, which nothing survives', async () => {
    const ended = await boundaries('rules');
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(
      /^[\d,]+ cases of \d+ rules: 0 failed\n[\d,]+ boundary cases: 0 failed, \d+ skipped\n[\d,]+ mutants: /,
    );
    expect(ended.stderr).toMatch(/, 0 survive\n$/);
    expect(ended.stdout).not.toMatch(/FAIL|LIVES/);
  });

  async function outlivedRules() {
    const folder = makeFolder();
    const paths = await weakRules(folder);
    edit(paths.rule, 'status: test', 'status: stable');
    edit(paths.cases, 'cases:', EXPLAINED);
    return { folder, ...paths };
  }

  const EXPLAINED = `survivors:
  brute-force Normalized.Product dropped: nobody else sends these types
  within doubled: a week more is as good
  within trippled: there is none
cases:`;

  it.each(['text', 'junit', 'json'])('tells what survives a stable rule, as %s', async (format) => {
    const { folder, rules } = await outlivedRules();
    const ended = await boundaries(rules, '-o', format);
    expect(ended.code).toBe(1);
    await expect(normalized(ended.stdout, folder)).toMatchFileSnapshot(
      `../golden/test-boundaries.${format}.txt`,
    );
  });

  it('tells explanations that explain nothing, with their lines', async () => {
    const { folder, rules, cases } = await outlivedRules();
    const ended = await boundaries(rules);
    await expect(normalized(ended.stderr, folder)).toMatchFileSnapshot(
      '../golden/test-boundaries.stderr.txt',
    );
    edit(cases, '  within trippled: there is none\n', '');
    expect((await boundaries(rules)).code).toBe(1);
  });

  it('only warns of what survives a rule that is not stable', async () => {
    const { rules } = await weakRules(makeFolder());
    const ended = await boundaries(rules);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(
      /warning \d+ mutants of the rule `brute-force-on-vulnerable-instance`, which is not stable, survive\n/,
    );
    expect(ended.stdout).toContain('LIVES brute-force Normalized.Product dropped');
    const junit = await boundaries(rules, '-o', 'junit');
    expect(junit.stdout).toContain('<skipped message="survives in line ');
    expect(junit.stdout).toContain(' failures="0" skipped="');
  });

  it('exits 1 for an explanation alone that explains nothing', async () => {
    const { rules, cases } = await makeRules(makeFolder());
    edit(cases, 'cases:', 'survivors: { vulnerability count lowered: it is killed }\ncases:');
    const ended = await boundaries(rules);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('case/survivor the mutant `vulnerability count lowered` does not survive');
  });

  it('makes no boundary cases of a case that fails', async () => {
    const { rules } = await failingRules();
    const ended = await boundaries(rules);
    expect(ended.code).toBe(1);
    const broken = await makeRules(makeFolder());
    edit(broken.cases, 'severity: HIGH\n        evidence', 'severity: LOW\n        evidence');
    const again = await boundaries(broken.rules);
    expect(again.stdout).toContain('  skip  1 × the case itself fails\n');
  });

  it('takes hostile names of mutants and explanations, and writes none of them to the terminal as it is', async () => {
    const { rules, rule, cases } = await makeRules(makeFolder());
    edit(rule, 'Severity: [HIGH, CRITICAL]', 'Severity: [HIGH, CRITICAL, "\\e[2J</failure>"]');
    edit(cases, 'cases:', 'survivors: { "\\e]0;gone\\a": "\\e[2J" }\ncases:');
    for (const format of ['text', 'json', 'junit']) {
      const ended = await boundaries(rules, '-o', format);
      expect(ended.code).toBe(1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(ended.stdout + ended.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
      if (format === 'junit') expect(ended.stdout).not.toContain('</failure>"');
    }
  });

  it('ends when it is interrupted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    const ended = await runCli(['test', '--boundaries', 'rules'], { signal: controller.signal });
    expect(ended).toMatchObject({ code: 130, stdout: '' });
  });
});
