import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { instanceResource } from '../../fixtures/make-finding.ts';
import { edit } from '../make-rules.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../make-world.ts';
import { makeFolder, runCli, writeLines } from '../run-cli.ts';

/** A folder with one shipped rule and findings that make one incident of it. */
function makeWorld(findings: readonly Json[] = incidentFindings()) {
  const folder = makeFolder();
  const rules = join(folder, 'rules');
  cpSync(join('rules', RULE), join(rules, RULE), { recursive: true });
  return {
    folder,
    rules,
    rule: join(rules, RULE, 'rule.yaml'),
    findings: writeLines(folder, 'findings.ndjson', findings),
  };
}

const backtest = (world: { rules: string; findings: string }, ...options: readonly string[]) =>
  runCli(['backtest', '--rules', world.rules, ...options, world.findings]);

const reportOf = async (world: ReturnType<typeof makeWorld>, ...options: readonly string[]) =>
  JSON.parse((await backtest(world, '-o', 'json', ...options)).stdout);

function writeFile(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('backtest', () => {
  it('says what rules would have made of a history, for people and for programs', async () => {
    const world = makeWorld();
    const ended = await backtest(world, '-o', 'table');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(new RegExp(`CRITICAL +${RULE} +1 +1 +0 +1\n`));
    expect(ended.stdout).toMatch(/2026-\d\d-\d\d +█{40} 1\n/);
    const report = await reportOf(world);
    expect(report.counts).toMatchObject({ received: 5, matched: 4, ignored: 1 });
    expect(report.rules).toMatchObject([{ rule: RULE, incidents: 1, open: 1, resolved: 0, openings: 1 }]);
    expect(report.incidents).toMatchObject([
      { rule: RULE, status: 'open', counts: { backdoor: 1, 'critical-cve': 3 } },
    ]);
    expect(report).not.toHaveProperty('expectations');
  });

  it('counts an incident once that opens twice, and both openings', async () => {
    const later = (day: number, overrides: object) =>
      vulnerability(3, { ...overrides, UpdatedAt: `2026-03-2${day}T00:00:00.000Z` });
    const closed = later(1, { RecordState: 'ARCHIVED' });
    const world = makeWorld([...incidentFindings(), closed, later(3, {})]);
    expect((await reportOf(world)).rules).toMatchObject([{ incidents: 1, open: 1, openings: 2 }]);
  });

  it('is incomplete where something was quarantined', async () => {
    const world = makeWorld([...incidentFindings(), { nonsense: true }]);
    expect((await backtest(world)).code).toBe(5);
  });

  it.each([
    ['exactly: 1', 0, true],
    ['exactly: 2', 1, false],
    ['atLeast: 2', 1, false],
    ['atMost: 0', 1, false],
  ])('holds rules to what is expected of them: %s', async (expectation, code, isMet) => {
    const world = makeWorld();
    const expected = writeFile(world.folder, 'expectations.yaml', `rules:\n  ${RULE}: { ${expectation} }\n`);
    const junit = join(world.folder, 'junit.xml');
    const ended = await backtest(world, '--expect', expected, '--junit', junit, '-o', 'table');
    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain(`${isMet ? 'ok  ' : 'FAIL'}  ${RULE}: `);
    expect(readFileSync(junit, 'utf8')).toContain(`tests="1" failures="${isMet ? 0 : 1}"`);
  });

  it('refuses expectations that cannot be read, with their place', async () => {
    const world = makeWorld();
    const expected = writeFile(world.folder, 'expectations.yaml', 'rules:\n  ec2-backdor: { exactly: 1 }\n');
    const ended = await backtest(world, '--expect', expected);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('expectations.yaml:2:16 expect/rule there is no rule `ec2-backdor`');
  });

  it('compares with the rules of another folder', async () => {
    const world = makeWorld();
    const other = makeWorld();
    edit(other.rule, 'count: 3', 'count: 4');
    const { comparison } = await reportOf(world, '--against', other.rules);
    expect(comparison).toMatchObject({ added: [{ rule: RULE }], removed: [], changed: [], sameCount: 0 });
    const back = await reportOf({ ...world, rules: other.rules }, '--against', world.rules);
    expect(back.comparison).toMatchObject({
      added: [],
      removed: [{ rule: RULE }],
      changed: [],
      sameCount: 0,
    });
    const same = await reportOf(world, '--against', world.rules);
    expect(same.comparison).toMatchObject({ added: [], removed: [], changed: [], sameCount: 1 });
    edit(other.rule, 'count: 4', 'count: 3');
    edit(other.rule, 'severity: CRITICAL\ndesc', 'severity: HIGH\ndesc');
    const { changed } = (await reportOf(world, '--against', other.rules)).comparison;
    expect(changed).toMatchObject([{ differences: ['severity HIGH → CRITICAL'] }]);
  });

  describe('against git', () => {
    const git = (folder: string, ...args: readonly string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);

    function makeRepository() {
      const world = makeWorld();
      git(world.folder, 'init', '-q', '-b', 'main');
      edit(world.rule, 'count: 3', 'count: 4');
      writeFile(world.rules, 'notes.txt', 'no rule');
      git(world.folder, 'add', 'rules');
      git(world.folder, 'commit', '-q', '-m', 'first');
      edit(world.rule, 'count: 4', 'count: 3');
      return world;
    }

    it('compares with the rules of a commit', async () => {
      const world = makeRepository();
      const { comparison } = await reportOf(world, '--against', 'main');
      expect(comparison).toMatchObject({ against: 'main', added: [{ rule: RULE }], removed: [] });
    });

    it.each([
      ['the folder of one rule', 'rules/s'],
      ['one rule file', 'rules/s/rule.yaml'],
    ])('compares %s as well', async (_what, path) => {
      const world = makeRepository();
      const rules = join(world.folder, path.replace('/s', `/${RULE}`));
      const { comparison } = await reportOf({ ...world, rules }, '--against', 'main');
      expect(comparison).toMatchObject({ added: [{ rule: RULE }], removed: [] });
      git(world.folder, 'rm', '-q', '-r', '--cached', 'rules');
      git(world.folder, 'commit', '-q', '-m', 'second');
      const ended = await backtest({ ...world, rules }, '--against', 'main');
      expect(ended.stderr).toContain('`main` has no rules in');
    });

    it.each([
      ['no-such-branch', 'there is no commit, branch or tag `no-such-branch`, and no folder of this name'],
      ['--upload-pack=touch', 'there is no commit, branch or tag `--upload-pack=touch`'],
      ['main^{tree}', 'there is no commit, branch or tag `main^{tree}`'],
    ])('says what is wrong with %s', async (ref, text) => {
      const ended = await backtest(makeRepository(), `--against=${ref}`);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain(text);
    });

    it('says where a commit has no rules, and where there is no repository', async () => {
      const world = makeRepository();
      git(world.folder, 'rm', '-q', '-r', '--cached', 'rules');
      git(world.folder, 'commit', '-q', '-m', 'second');
      expect((await backtest(world, '--against', 'main')).stderr).toContain('has no rules in');
      const ended = await backtest(makeWorld(), '--against', 'main');
      expect(ended.stderr).toContain('git says: fatal: not a git repository');
    });
  });

  it.each([
    [['--against', 'main', '-'], 'standard input cannot be read twice'],
    [['--junit', 'j.xml', 'findings'], '`--junit` writes what was expected'],
  ])('refuses what cannot be: %j', async (argv, text) => {
    const ended = await runCli(['backtest', ...argv]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain(text);
  });

  it('does not write over its input', async () => {
    const world = makeWorld();
    const ended = await backtest(world, '--html', world.findings);
    expect(ended.code).toBe(3);
    expect(readFileSync(world.findings, 'utf8')).toContain('"ProductArn"');
  });

  it('does not write over rules, their cases, or what is expected of them', async () => {
    const world = makeWorld();
    const expected = writeFile(world.folder, 'expectations.yaml', `rules:\n  ${RULE}: { exactly: 1 }\n`);
    const cases = join(world.rules, RULE, 'cases.yaml');
    for (const rules of [world.rules, world.rule]) {
      for (const file of [world.rule, cases, expected]) {
        const before = readFileSync(file, 'utf8');
        const ended = await backtest({ ...world, rules }, '--expect', expected, '--html', file);
        expect(ended.code).toBe(3);
        expect(ended.stderr).toContain('is an input, and would be written too');
        expect(readFileSync(file, 'utf8')).toBe(before);
      }
    }
  });

  it('speaks one language of the rules on both sides of a comparison', async () => {
    const world = makeWorld();
    const other = makeWorld();
    edit(world.rule, 'count: 3', 'count: 4');
    const { comparison } = await reportOf(world, '--lang', 'ja', '--against', other.rules);
    expect(comparison.removed).toMatchObject([{ title: expect.stringMatching(/[ぁ-ん]/) }]);
  });

  it('tells what is wrong with inputs once, also when it reads them twice', async () => {
    const world = makeWorld([...incidentFindings(), { nonsense: true }]);
    const { stderr } = await backtest(world, '--against', world.rules);
    expect(stderr.match(/quarantined/g)).toHaveLength(1);
  });
});

describe('the reports of a backtest', () => {
  it('show a rule, a chart, what was expected and what has changed', async () => {
    const world = makeWorld();
    const other = makeWorld();
    edit(other.rule, 'count: 3', 'count: 4');
    const expected = writeFile(world.folder, 'expectations.yaml', `rules:\n  ${RULE}: { exactly: 2 }\n`);
    const [markdown, html] = ['report.md', 'report.html'].map((name) => join(world.folder, name));
    const files = ['--markdown', markdown ?? '', '--html', html ?? ''];
    await backtest(world, '--expect', expected, '--against', other.rules, ...files);
    const text = readFileSync(markdown ?? '', 'utf8').replaceAll(other.rules, 'other-rules');
    await expect(text).toMatchFileSnapshot('../golden/backtest.md');
    const page = readFileSync(html ?? '', 'utf8').replaceAll(other.rules, 'other-rules');
    await expect(page).toMatchFileSnapshot('../golden/backtest.html');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('let nothing in a finding or a rule become markup', async () => {
    const arn = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0<img src=x onerror=alert(1)>`|"\u202e';
    const there = { Resources: [instanceResource(arn)] };
    const world = makeWorld([backdoor(there), ...[1, 2, 3].map((index) => vulnerability(index, there))]);
    edit(
      world.rule,
      'title: Backdoor',
      "title: '</td><script>alert(1)</script> ` | [x](javascript:alert(1))' #",
    );
    const [markdown, html] = ['report.md', 'report.html'].map((name) => join(world.folder, name));
    const empty = makeWorld([]);
    edit(empty.rule, 'count: 3', 'count: 9');
    const ended = await backtest(
      world,
      '--markdown',
      markdown ?? '',
      '--html',
      html ?? '',
      '--against',
      empty.rules,
    );
    expect(ended.code).toBe(0);
    const page = readFileSync(html ?? '', 'utf8');
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toMatch(/<img|<script|\u202e/);
    const text = readFileSync(markdown ?? '', 'utf8');
    expect(text).toContain('| added | CRITICAL |');
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('<img');
    expect(text.split('\n').filter((line) => line.includes('img src'))).toEqual([
      expect.stringMatching(/^\| added \| CRITICAL \| `[^`]*` \| <code>[^<`|]*<\/code> \| {2}\|$/),
    ]);
  });
});
