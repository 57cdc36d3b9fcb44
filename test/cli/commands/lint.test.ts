import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ISSUE_CODES } from '../../../src/core/issue-codes.ts';
import { edit, makeRules, writeIn } from '../make-rules.ts';
import { makeFolder, normalized, runCli } from '../run-cli.ts';

async function brokenRules() {
  const folder = makeFolder();
  const paths = await makeRules(folder);
  edit(paths.rule, 'within: 7d', 'withn: 7d');
  edit(paths.cases, 'given: [guessing, log4j]', 'given: [guessing, log5j]');
  return { folder, ...paths };
}

describe('lint', () => {
  it('has nothing to say about the shipped rules', async () => {
    const ended = await runCli(['lint', 'rules']);
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toMatch(
      /^\d+ rules: 0 errors, 0 warnings, \d+ acknowledged\nfilter in the account: /,
    );
  });

  it.each(['text', 'json', 'sarif'])('tells errors in rules and cases as %s', async (format) => {
    const { folder, rules } = await brokenRules();
    const ended = await runCli(['lint', '-o', format, rules]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe('1 rule: 3 errors, 0 warnings\n');
    if (format !== 'sarif') {
      await expect(normalized(ended.stdout, folder)).toMatchFileSnapshot(`../golden/lint.${format}.txt`);
    }
  });

  it('warns of findings in cases that never come, with their place', async () => {
    const { rules, cases } = await makeRules(makeFolder());
    edit(cases, 'type: UnauthorizedAccess:EC2/SSHBruteForce', 'type: UnauthorizedAccess:EC2/SSHBruteForc');
    const ended = await runCli(['lint', rules]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('cases.yaml:3:41 warning lint/misspelt-case');
    expect(ended.stdout).toContain('hint: did you mean `UnauthorizedAccess:EC2/SSHBruteForce`?');
  });

  it('writes SARIF 2.1.0 whose rules are the issue codes', async () => {
    const { rules, cases } = await brokenRules();
    const log = JSON.parse((await runCli(['lint', '-o', 'sarif', rules])).stdout);
    const [run] = log.runs;
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'corroborate', version: '0.1.0' } } }],
    });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(ISSUE_CODES));
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex, level, message, locations, suppressions } of run.results) {
      expect(suppressions).toBeUndefined();
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(level).toBe('error');
      expect(message.text).not.toBe('');
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\//);
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
    expect(run.results.at(-1).locations[0].physicalLocation.artifactLocation.uri).toContain(cases);
  });

  it('keeps relative paths relative in SARIF', async () => {
    const log = JSON.parse((await runCli(['lint', '-o', 'sarif', 'rules'])).stdout);
    const [{ results }] = log.runs;
    expect(results.length).toBeGreaterThan(0);
    for (const { locations } of results) {
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^rules\/[a-z0-9-]+\/rule\.yaml$/);
    }
    expect(log.$schema).toContain('sarif-schema-2.1.0');
  });

  it('shows what is acknowledged in SARIF alone, suppressed with its reason, and counts it', async () => {
    const folder = makeFolder();
    const { rules, rule } = await makeRules(folder);
    edit(rule, 'title: Password', `title: ${'Very '.repeat(60)}password`);
    edit(rule, 'entity:', 'acknowledged: { lint/trimmed: the console cuts it anyway }\nentity:');
    for (const format of ['text', 'json']) {
      const ended = await runCli(['lint', '-o', format, rules]);
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/^1 rule: 0 errors, 0 warnings, 1 acknowledged\n/);
      expect(ended.stdout).toBe(format === 'json' ? '[]\n' : '');
    }
    const log = JSON.parse((await runCli(['lint', '-o', 'sarif', rules])).stdout);
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: 'lint/trimmed',
        level: 'warning',
        suppressions: [{ kind: 'inSource', justification: 'the console cuts it anyway' }],
      },
    ]);
  });

  it('exits 0 on warnings alone', async () => {
    const folder = makeFolder();
    const { rules, rule } = await makeRules(folder);
    edit(rule, 'title: Password', `title: ${'Very '.repeat(60)}password`);
    const ended = await runCli(['lint', rules]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('warning lint/trimmed');
    expect(ended.stderr).toMatch(/^1 rule: 0 errors, 1 warning\n/);
  });

  describe('with rules that show beside each other', () => {
    async function twoRules() {
      const folder = makeFolder();
      const { rules, rule } = await makeRules(folder);
      const text = readFileSync(rule, 'utf8');
      writeIn(
        folder,
        'rules/another/rule.yaml',
        text.replace('id: brute-force-on-vulnerable-instance', 'id: another'),
      );
      return { folder, rules };
    }

    it.each(['text', 'json', 'sarif'])('tells of them as %s', async (format) => {
      const { folder, rules } = await twoRules();
      const ended = await runCli(['lint', '-o', format, rules]);
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/^2 rules: 0 errors, 1 warning\n/);
      expect(ended.stdout).toContain('lint/same-rule');
      expect(ended.stdout).toContain('another');
      if (format === 'text')
        expect(normalized(ended.stdout, folder)).toMatch(/rule\.yaml:18:3 warning lint\/same-rule /);
      if (format === 'json') {
        expect(JSON.parse(ended.stdout)).toMatchObject([
          { code: 'lint/same-rule', position: { line: 18, column: 3 } },
        ]);
      }
      if (format === 'sarif') {
        const [run] = JSON.parse(ended.stdout).runs;
        const [{ ruleIndex, locations }] = run.results;
        expect(run.tool.driver.rules[ruleIndex].shortDescription.text).toBe(ISSUE_CODES['lint/same-rule']);
        expect(locations[0].physicalLocation.region.startLine).toBe(18);
      }
    });

    it('says on stderr what they let into the account', async () => {
      const { rules } = await twoRules();
      const { stderr } = await runCli(['lint', rules]);
      expect(stderr.split('\n').slice(1)).toEqual([
        'filter in the account: 1 EventBridge pattern, 194 characters',
        '  lets in every finding of GuardDuty, Inspector',
        '  another alone: 1 EventBridge pattern, 194 characters',
        '  brute-force-on-vulnerable-instance alone: 1 EventBridge pattern, 194 characters',
        '',
      ]);
    });
  });

  it('warns of a rule that needs several patterns in EventBridge', async () => {
    const folder = makeFolder();
    const { rules, rule } = await makeRules(folder);
    const products = Array.from({ length: 60 }, (_, at) => `acme-${at}/${'scanner'.repeat(4)}`);
    edit(rule, 'Product: [Inspector]', `Product: [${products.join(', ')}]`);
    const { stdout, code } = await runCli(['lint', rules]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'warning lint/large-filter what the rule lets into the account needs 2 EventBridge patterns',
    );
  });

  it('takes rule files and folders, several of them', async () => {
    const { rule } = await brokenRules();
    const ended = await runCli(['lint', 'rules', rule]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('unknown key `withn`');
  });

  it.each([
    ['no/such/rules', 'it does not exist'],
    ['test/cli/golden', 'the directory holds no rule'],
  ])('refuses %s', async (path, words) => {
    const ended = await runCli(['lint', path]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(words);
  });

  it('shows nothing of a hostile file that a terminal obeys', async () => {
    const folder = makeFolder();
    writeIn(folder, 'rules/evil/rule.yaml', 'id: "\\e[2J\\e]0;owned\\a"\n"\\u202Eevil": 1\n');
    const ended = await runCli(['lint', join(folder, 'rules')]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });
});
