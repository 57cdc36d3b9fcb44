import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, quoted } from '../core/issue.ts';
import type { Rule } from '../core/rule/rule.ts';
import type { OtherLanguage, RuleTexts } from '../core/rule/rule-texts.ts';
import { FILE_BYTES_MAX } from './check-yaml-text.ts';
import { readRuleFile } from './read-rule-file.ts';
import { OTHER_LANGUAGES, readTextsFile, textsFileOf } from './texts-file.ts';

/** A rule, the path of its file as it is to be shown, and the file's text. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly file: string;
  readonly text: string;
}

/** The rules that could be read, in the byte order of their paths, and everything that is wrong with the others. */
export interface LoadedRules {
  readonly rules: readonly LoadedRule[];
  readonly issues: readonly Issue[];
}

/**
 * Loads `<directory>/<folder>/rule.yaml` of every folder, the `rule.yaml` of `directory` itself, or one file.
 * Symbolic links inside the directory are not followed, which is said in a warning. Nothing is thrown for what
 * the file system answers: a directory that is not there, or without a rule, is an issue.
 */
export async function loadRules(directory: string): Promise<LoadedRules> {
  return loadRulesNow(directory);
}

/** What `loadRules` resolves to, for the constructor of a CDK construct, which cannot wait. */
export function loadRulesNow(directory: string): LoadedRules {
  const found = findRuleFiles(directory);
  const read = found.files.map(loadRule);
  const rules = read.flatMap((result) => ('rule' in result ? [result] : []));
  const issues = [...found.issues, ...read.flatMap((result) => ('rule' in result ? [] : result.issues))];
  return { rules, issues: [...issues, ...findDuplicateIds(rules)] };
}

/** The text of a rule or case file, or why it cannot be read: not a regular file, too large, not UTF-8. */
export async function readTextFile(file: string): Promise<string | Issue> {
  return readTextFileNow(file);
}

/** What `readTextFile` resolves to, for those who cannot wait. */
function readTextFileNow(file: string): string | Issue {
  const status = tryAsking(file, statusOf);
  if (typeof status === 'string') return unreadable(file, status);
  if (!status.isFile()) return unreadable(file, 'it is not a regular file');
  if (status.size > FILE_BYTES_MAX) return unreadable(file, `it is larger than ${FILE_BYTES_MAX / 1024} KiB`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (cause) {
    return unreadable(file, cause instanceof TypeError ? 'it is not UTF-8 text' : reasonOf(cause));
  }
}

interface FoundFiles {
  readonly files: readonly string[];
  readonly issues: readonly Issue[];
}

function findRuleFiles(directory: string): FoundFiles {
  const status = tryAsking(directory, statusOf);
  if (typeof status === 'string') return { files: [], issues: [unreadable(directory, status)] };
  if (!status.isDirectory()) return { files: [directory], issues: [] };
  const folders = foldersIn(directory);
  if (typeof folders === 'string') return { files: [], issues: [unreadable(directory, folders)] };
  const own = findRuleFile(directory, statusOf);
  const inside = folders.map((folder) => findRuleFile(folder, statusOfLink));
  const found = [own, ...inside];
  const files = found.filter((file) => typeof file === 'string');
  const issues = found.filter((file) => typeof file === 'object');
  return found.every((file) => file === undefined)
    ? { files, issues: [noRules(directory)] }
    : { files, issues };
}

const RULE_FILE = 'rule.yaml';

function foldersIn(directory: string): readonly string[] | string {
  const entries = tryAsking(directory, (path) => readdirSync(path, { withFileTypes: true }));
  if (typeof entries === 'string') return entries;
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => join(directory, entry.name))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** The rule file of a folder; a warning where a link would have to be followed; undefined where there is none. */
function findRuleFile(folder: string, ask: typeof statusOf): string | Issue | undefined {
  const file = join(folder, RULE_FILE);
  const folderStatus = tryAsking(folder, ask);
  const status = tryAsking(file, statusOfLink);
  if (typeof status === 'string') return undefined;
  const isLink =
    status.isSymbolicLink() || (typeof folderStatus === 'object' && folderStatus.isSymbolicLink());
  return isLink ? symbolicLink(file) : file;
}

function loadRule(file: string): LoadedRule | { readonly issues: readonly Issue[] } {
  const text = readTextFileNow(file);
  if (typeof text !== 'string') return { issues: [text] };
  const read = readRuleFile(text, file);
  if (!read.ok) return { issues: read.issues };
  const { texts, issues } = loadTexts(file, read.value);
  if (issues.length > 0) return { issues };
  return { rule: Object.keys(texts).length === 0 ? read.value : { ...read.value, texts }, file, text };
}

/** The texts beside a rule file, by language, and everything that is wrong with them. */
function loadTexts(
  ruleFile: string,
  rule: Rule,
): { readonly texts: NonNullable<Rule['texts']>; readonly issues: readonly Issue[] } {
  const texts: Partial<Record<OtherLanguage, RuleTexts>> = {};
  const issues: Issue[] = [];
  for (const language of OTHER_LANGUAGES) {
    const file = textsFileOf(ruleFile, language);
    const status = file === undefined ? undefined : tryAsking(file, statusOfLink);
    if (file === undefined || status === REASON_OF_ERRNO.ENOENT) continue;
    const isLink = typeof status === 'object' && status.isSymbolicLink();
    const text = isLink
      ? unreadable(file, 'it is a symbolic link, which is not followed')
      : readTextFileNow(file);
    const read = typeof text === 'string' ? readTextsFile(text, file, rule) : { ok: false, issues: [text] };
    if ('value' in read) texts[language] = read.value;
    else issues.push(...read.issues);
  }
  return { texts, issues };
}

function findDuplicateIds(rules: readonly LoadedRule[]): readonly Issue[] {
  const fileOfId = new Map<string, string>();
  const issues: Issue[] = [];
  for (const { rule, file } of rules) {
    const first = fileOfId.get(rule.id);
    if (first === undefined) fileOfId.set(rule.id, file);
    else issues.push(duplicateId(rule.id, file, first));
  }
  return issues;
}

function duplicateId(id: string, file: string, first: string): Issue {
  const message = `the rule id ${quoted(id)} is taken by ${quoted(first)}`;
  return { code: 'rule/duplicate-id', level: 'error', message, hint: 'ids are unique', path: ['id'], file };
}

function symbolicLink(file: string): Issue {
  const message = 'the rule is behind a symbolic link, which is not followed';
  return {
    code: 'file/symbolic-link',
    level: 'warning',
    message,
    hint: 'name the link itself',
    path: [],
    file,
  };
}

function noRules(directory: string): Issue {
  const message = 'the directory holds no rule';
  const hint = 'rules are files `<rule-id>/rule.yaml` inside it';
  return { code: 'file/no-rules', level: 'error', message, hint, path: [], file: directory };
}

function unreadable(file: string, reason: string): Issue {
  return {
    code: 'file/unreadable',
    level: 'error',
    message: `the file cannot be read: ${reason}`,
    path: [],
    file,
  };
}

function statusOf(path: string): Stats {
  return statSync(path);
}

function statusOfLink(path: string): Stats {
  return lstatSync(path);
}

/** What the file system answers about `file`, or its refusal in words. */
function tryAsking<T>(file: string, ask: (file: string) => T): T | string {
  try {
    return ask(file);
  } catch (cause) {
    return reasonOf(cause);
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return REASON_OF_ERRNO[code] ?? code;
}

const REASON_OF_ERRNO: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go round in a circle',
  ENOTDIR: 'part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
};
