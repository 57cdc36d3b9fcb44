import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edit, makeRules, writeIn } from '../make-rules.ts';
import { HOSTILE_CASES, HOSTILE_RULE, HOSTILE_TEXTS } from '../rule-pages/hostile-rule.ts';
import { makeFolder, runCli } from '../run-cli.ts';

const PAGE = 'brute-force-on-vulnerable-instance.md';

describe('rules docs', () => {
  it('writes a page for each rule, and an index', async () => {
    const { rules } = await makeRules(makeFolder());
    const out = join(makeFolder(), 'a', 'b');
    const ended = await runCli(['rules', 'docs', '--rules', rules, '--out', out]);
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: `${out}: 2 pages, 2 written\n` });
    expect(readdirSync(out)).toEqual(['README.md', PAGE]);
    await expect(readFileSync(join(out, PAGE), 'utf8')).toMatchFileSnapshot('../golden/rules-docs.page.md');
    await expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatchFileSnapshot(
      '../golden/rules-docs.index.md',
    );
  });

  it('shows every text of a hostile rule as a text', async () => {
    const folder = makeFolder();
    writeIn(folder, 'rules/hostile/rule.yaml', HOSTILE_RULE);
    writeIn(folder, 'rules/hostile/texts.ja.yaml', HOSTILE_TEXTS);
    writeIn(folder, 'rules/hostile/cases.yaml', HOSTILE_CASES);
    const ended = await runCli(['rules', 'docs', '--out', join(folder, 'pages')], { cwd: folder });
    expect(ended).toMatchObject({ code: 0 });
    const page = readFileSync(join(folder, 'pages', 'hostile.md'), 'utf8');
    await expect(page).toMatchFileSnapshot('../golden/rules-docs.hostile.md');
    const index = readFileSync(join(folder, 'pages', 'README.md'), 'utf8');
    await expect(index).toMatchFileSnapshot('../golden/rules-docs.hostile-index.md');
  });

  it('writes to docs/rules of the working directory, unless told otherwise', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    expect(await runCli(['rules', 'docs'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'docs', 'rules', PAGE))).toBe(true);
  });

  it('writes what has changed, and warns of pages without a rule', async () => {
    const folder = makeFolder();
    const { rule } = await makeRules(folder);
    await runCli(['rules', 'docs', '--out', 'pages'], { cwd: folder });
    writeIn(folder, 'pages/gone.md', readFileSync(join(folder, 'pages', PAGE), 'utf8'));
    writeIn(folder, 'pages/own.md', 'mine\n');
    edit(rule, 'severity: HIGH', 'severity: LOW');
    const ended = await runCli(['rules', 'docs', '--out', 'pages'], { cwd: folder });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toBe(
      'warning `pages/gone.md` is of a rule that is not there: delete it\npages: 2 pages, 2 written\n',
    );
    const again = await runCli(['rules', 'docs', '--out', 'pages'], { cwd: folder });
    expect(again.stderr).toContain('pages: 2 pages, 0 written');
    expect(readFileSync(join(folder, 'pages', 'own.md'), 'utf8')).toBe('mine\n');
  });

  it('writes nothing where a file of somebody else is in the way', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    writeIn(folder, 'pages/README.md', '# My rules\n');
    const ended = await runCli(['rules', 'docs', '--out', 'pages'], { cwd: folder });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('`pages` has `README.md`, which this command did not make');
    expect(readdirSync(join(folder, 'pages'))).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'pages', 'README.md'), 'utf8')).toBe('# My rules\n');
  });

  it('does not follow a link in the place of a page', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    const other = join(folder, 'README.md');
    const before = readFileSync(other, 'utf8');
    writeIn(folder, 'pages/notes.txt', '');
    for (const [name, target] of [
      ['README.md', other],
      [PAGE, join(folder, 'missing')],
    ] as const) {
      symlinkSync(target, join(folder, 'pages', name));
      const ended = await runCli(['rules', 'docs', '--out', 'pages'], { cwd: folder });
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain(`\`pages\` has \`${name}\`, which this command did not make`);
      rmSync(join(folder, 'pages', name));
    }
    expect(readFileSync(other, 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  it('refuses rules and cases that cannot be read', async () => {
    const folder = makeFolder();
    const { rule, cases } = await makeRules(folder);
    edit(cases, 'given:', 'givn:');
    const ended = await runCli(['rules', 'docs'], { cwd: folder });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/cases\.yaml:\d+:\d+ file\/unknown-key.*cases cannot be read: \d error/s);
    edit(rule, 'severity: HIGH', 'severity: NONE');
    expect(await runCli(['rules', 'docs'], { cwd: folder })).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'docs'))).toBe(false);
  });

  it('refuses a rule whose page would be the index', async () => {
    const folder = makeFolder();
    writeIn(folder, 'rules/readme/rule.yaml', HOSTILE_RULE.replace('id: hostile', 'id: readme'));
    const ended = await runCli(['rules', 'docs'], { cwd: folder });
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('the place of the index') });
  });

  it('says when the folder cannot be written', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    writeFileSync(join(folder, 'file'), '');
    const ended = await runCli(['rules', 'docs', '--out', 'file'], { cwd: folder });
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('ENOTDIR') });
  });
});

describe('rules docs --check', () => {
  it('is content with pages as they should be, and writes nothing', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    const before = await runCli(['rules', 'docs', '--check'], { cwd: folder });
    expect(before.code).toBe(1);
    expect(existsSync(join(folder, 'docs'))).toBe(false);
    await runCli(['rules', 'docs'], { cwd: folder });
    expect(await runCli(['rules', 'docs', '--check'], { cwd: folder })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('names the pages that are out of date', async () => {
    const folder = makeFolder();
    await makeRules(folder);
    await runCli(['rules', 'docs'], { cwd: folder });
    edit(join(folder, 'docs', 'rules', PAGE), 'HIGH', 'LOW');
    writeIn(folder, 'docs/rules/gone.md', readFileSync(join(folder, 'docs', 'rules', PAGE), 'utf8'));
    const ended = await runCli(['rules', 'docs', '--check'], { cwd: folder });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`\`docs/rules/${PAGE}\` is not as the rules have it`);
    expect(ended.stderr).toContain('`docs/rules/gone.md` is of a rule that is not there');
    expect(ended.stderr).not.toContain('README');
  });
});
