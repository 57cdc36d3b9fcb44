import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { inLanguage } from '../../src/core/rule/rule-texts.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { RULE_ID, ruleText } from './rule-text.ts';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'corroborate-rules-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function writeRule(
  id: string,
  text: string | Uint8Array = ruleText({ from: RULE_ID, to: id }),
): Promise<string> {
  await mkdir(join(directory, id), { recursive: true });
  const file = join(directory, id, 'rule.yaml');
  await writeFile(file, text);
  return file;
}

const TEXTS_THRICE = ['rule/texts', 'rule/texts', 'rule/texts'];

describe('loadRules', () => {
  it('loads every folder in the byte order of their names, and tells all that is wrong with the others', async () => {
    await writeRule('b-rule');
    await writeRule('a-rule');
    await writeRule('c-rule', 'id: c-rule\nversion: x');
    await writeRule('d-rule', '[');
    await mkdir(join(directory, 'no-rule'));
    const { rules, issues } = await loadRules(directory);
    expect(rules.map(({ rule, file }) => [rule.id, file])).toEqual([
      ['a-rule', join(directory, 'a-rule', 'rule.yaml')],
      ['b-rule', join(directory, 'b-rule', 'rule.yaml')],
    ]);
    const files = new Set(issues.map(({ file }) => file));
    expect([...files]).toEqual([
      join(directory, 'c-rule', 'rule.yaml'),
      join(directory, 'd-rule', 'rule.yaml'),
    ]);
  });

  it('loads a file, a folder with a rule, and a directory behind a link', async () => {
    const file = await writeRule('a-rule');
    await symlink(directory, `${directory}-link`);
    const found = [file, join(directory, 'a-rule'), `${directory}-link`].map(async (path) => loadRules(path));
    for (const { rules, issues } of await Promise.all(found)) {
      expect(rules.map(({ rule }) => rule.id)).toEqual(['a-rule']);
      expect(issues).toEqual([]);
    }
    await rm(`${directory}-link`);
  });

  it('reads what a rule says in Japanese from the file beside it', async () => {
    const file = await writeRule('a-rule');
    await writeRule('b-rule');
    const inJapanese = { title: '題名', description: '説明', remediation: '対応', prevention: '予防' };
    await writeFile(join(directory, 'a-rule', 'texts.ja.yaml'), stringify(inJapanese));
    const { rules, issues } = await loadRules(directory);
    expect(issues).toEqual([]);
    expect(rules.map(({ rule }) => rule.texts)).toEqual([{ ja: inJapanese }, undefined]);
    const [first] = (await loadRules(file)).rules;
    expect(first && inLanguage(first.rule, 'ja')).toMatchObject({
      id: 'a-rule',
      title: '題名',
    });
  });

  it('makes no space of a line break inside Japanese', async () => {
    await writeRule('a-rule');
    const folded = '>-\n  説明の、\n  続き。\n  AWS の\n  IAM を使う';
    const text = `title: 題名\ndescription: ${folded}\nremediation: 対応\nprevention: 予防\n`;
    await writeFile(join(directory, 'a-rule', 'texts.ja.yaml'), text);
    const [first] = (await loadRules(directory)).rules;
    expect(first?.rule.texts?.ja?.description).toBe('説明の、続き。 AWS の IAM を使う');
  });

  it.each([
    ['an unknown key', 'title: 題名\ndescription: 説明\nseverity: LOW\n', ['file/unknown-key']],
    ['other keys than the rule', 'title: 題名\ndescription: 説明\nfalsePositives: [予防]\n', TEXTS_THRICE],
    ['no YAML', '[', ['yaml/syntax']],
  ])('refuses a rule whose texts in Japanese have %s', async (_what, text, codes) => {
    await writeRule('a-rule');
    const file = join(directory, 'a-rule', 'texts.ja.yaml');
    await writeFile(file, text);
    const { rules, issues } = await loadRules(directory);
    expect(rules).toEqual([]);
    expect(issues.map((issue) => [issue.file, issue.code])).toEqual(codes.map((code) => [file, code]));
  });

  it('does not follow a link to texts', async () => {
    await writeRule('a-rule');
    await symlink('/etc/hostname', join(directory, 'a-rule', 'texts.ja.yaml'));
    expect((await loadRules(directory)).issues).toMatchObject([
      { code: 'file/unreadable', message: expect.stringContaining('symbolic link') },
    ]);
  });

  it('does not follow links inside the directory, and says so', async () => {
    await writeRule('a-rule');
    await symlink(join(directory, 'a-rule'), join(directory, 'b-rule'));
    await symlink(directory, join(directory, 'loop'));
    await mkdir(join(directory, 'c-rule'));
    await symlink('/etc/passwd', join(directory, 'c-rule', 'rule.yaml'));
    const { rules, issues } = await loadRules(directory);
    expect(rules).toHaveLength(1);
    expect(issues.map(({ code, level }) => [code, level])).toEqual([
      ['file/symbolic-link', 'warning'],
      ['file/symbolic-link', 'warning'],
    ]);
  });

  it.each([
    ['a directory that is not there', async () => 'nowhere', 'file/unreadable'],
    ['an empty directory', async () => '.', 'file/no-rules'],
    [
      'a rule that is a directory',
      async () => mkdir(join(directory, 'a', 'rule.yaml'), { recursive: true }),
      'file/unreadable',
    ],
    [
      'a file that is not UTF-8',
      async () => writeRule('a-rule', Uint8Array.of(0x69, 0xff, 0xfe)),
      'file/unreadable',
    ],
    ['a file that is too large', async () => writeRule('a-rule', '#'.repeat(300_000)), 'file/unreadable'],
  ])('answers %s with an issue', async (_name, prepare, code) => {
    const prepared = await prepare();
    const { rules, issues } = await loadRules(prepared === 'nowhere' ? join(directory, prepared) : directory);
    expect(rules).toEqual([]);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('refuses an id that is taken', async () => {
    const first = join(directory, 'rule.yaml');
    const second = await writeRule(RULE_ID);
    await writeFile(first, ruleText());
    const here = process.cwd();
    process.chdir(directory);
    const { issues } = await loadRules('.').finally(() => process.chdir(here));
    expect(issues.map(({ code }) => code)).toEqual(['rule/duplicate-id']);
    expect(issues[0]?.file).toBe(relative(directory, second));
  });
});
