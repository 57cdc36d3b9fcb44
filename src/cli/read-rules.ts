import type { Issue } from '../core/issue.ts';
import type { Rule } from '../core/rule/rule.ts';
import { inLanguage, type Language } from '../core/rule/rule-texts.ts';
import { didYouMean } from '../rule-file/did-you-mean.ts';
import { type LoadedRule, type LoadedRules, loadRules, readTextFile } from '../rule-file/load-rules.ts';
import { EXIT } from './exit-code.ts';
import { defaultRules } from './package-root.ts';
import { toCounted } from './progress.ts';
import { type Session, toPath } from './session.ts';
import { UsageError } from './usage-error.ts';

/**
 * The rules that a replay runs: every status but draft. Tells everything that is wrong with the files, and throws
 * UsageError (exit code 2) when any of them cannot be read.
 */
export async function readRules(
  session: Session,
  directory: string | undefined,
  language: Language = 'en',
): Promise<readonly Rule[]> {
  const loaded = await readAllRules(session, directory, language);
  const rules = loaded.map(({ rule }) => rule).filter(({ status }) => status !== 'draft');
  if (rules.length === 0) {
    const hint = 'set `status: test` in a rule to try it';
    throw new UsageError('every rule is a draft, and drafts are not replayed', {
      hint,
      exitCode: EXIT.rulesUnreadable,
    });
  }
  return rules;
}

/** All rules of a directory, drafts too; otherwise like `readRules`. Warns of rules that do not speak the language. */
export async function readAllRules(
  session: Session,
  directory: string | undefined,
  language: Language = 'en',
): Promise<readonly LoadedRule[]> {
  const path = directory === undefined ? defaultRules(session.io.cwd) : toPath(session, directory);
  const { rules, issues } = await loadRules(path);
  await tellIssues(session, issues);
  const errors = issues.filter(({ level }) => level === 'error').length;
  if (errors === 0) {
    warnOfUntranslated(rules, language, session);
    return rules.map((loaded) => ({ ...loaded, rule: inLanguage(loaded.rule, language) }));
  }
  const message = `the rules in \`${path}\` cannot be read: ${toCounted(errors, 'error')}`;
  throw new UsageError(message, { exitCode: EXIT.rulesUnreadable });
}

/** Warns of rules that do not speak a language. */
export function warnOfUntranslated(
  rules: readonly LoadedRule[],
  language: Language,
  { messages }: Session,
): void {
  const mute = rules.filter(({ rule }) => language !== 'en' && rule.texts?.[language] === undefined);
  if (mute.length === 0) return;
  const some = mute.slice(0, NAMES_SHOWN).map(({ rule }) => rule.id);
  const more = mute.length > some.length ? ` and ${mute.length - some.length} more` : '';
  messages.warn(`no texts in \`${language}\`, English instead: ${some.join(', ')}${more}`);
}

const NAMES_SHOWN = 5;

/**
 * What `lint` and `test` are about: the rules in files and folders, those of `readRules` where none is named, with
 * their problems. Throws UsageError when a path cannot be read or holds no rule.
 */
export async function loadNamedRules(session: Session, paths: readonly string[]): Promise<LoadedRules> {
  const named =
    paths.length > 0 ? paths.map((path) => toPath(session, path)) : [defaultRules(session.io.cwd)];
  const rules = new Map<string, LoadedRule>();
  const issues: Issue[] = [];
  for (const path of named) {
    const loaded = await loadRules(path);
    const missing = loaded.issues.find((issue) => issue.file === path && CODES_OF_MISSING.has(issue.code));
    if (missing !== undefined) {
      throw new UsageError(
        `\`${path}\`: ${missing.message}`,
        missing.hint === undefined ? {} : { hint: missing.hint },
      );
    }
    for (const rule of loaded.rules) rules.set(rule.file, rule);
    issues.push(...loaded.issues);
  }
  return { rules: [...rules.values()], issues };
}

const CODES_OF_MISSING: ReadonlySet<string> = new Set(['file/unreadable', 'file/no-rules']);

/** Tells problems on stderr, each with the line that it is about. */
export async function tellIssues({ messages }: Session, issues: readonly Issue[]): Promise<void> {
  const texts = await textsOf(issues);
  for (const issue of issues) messages.issue(issue, texts.get(issue.file));
}

/** The texts of the files that issues are about, by file; those that can be read. */
export async function textsOf(issues: readonly Issue[]): Promise<ReadonlyMap<string | undefined, string>> {
  const texts = new Map<string, string>();
  for (const file of new Set(issues.map((issue) => issue.file))) {
    const text = file === undefined ? undefined : await readTextFile(file);
    if (file !== undefined && typeof text === 'string') texts.set(file, text);
  }
  return texts;
}

const IDS_SHOWN = 10;

/** The rule with an id. Throws UsageError with the nearest id when there is none. */
export function ruleNamed(rules: readonly LoadedRule[], id: string): LoadedRule {
  const found = rules.find(({ rule }) => rule.id === id);
  if (found !== undefined) return found;
  const ids = rules.map(({ rule }) => rule.id);
  const all = ids.length > IDS_SHOWN ? 'see `corroborate rules list`' : `the rules are ${ids.join(', ')}`;
  const hint = didYouMean(id, ids) ?? all;
  throw new UsageError(`there is no rule \`${id}\``, { hint });
}
