import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '../src/core/issue.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { toEventPatterns } from '../src/format/event-filter/to-event-patterns.ts';
import { checkRules } from '../src/rule-file/check-rules.ts';
import { formatIssue } from '../src/rule-file/format-issue.ts';
import { loadRulesNow } from '../src/rule-file/load-rules.ts';

/** The rules that a stack runs, and what the linter warns of and they do not acknowledge, as text. */
export interface DeployedRules {
  readonly rules: readonly Rule[];
  readonly warnings: readonly string[];
}

/** Rules that cannot be deployed; the message holds everything that is wrong with them. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
}

/** Loads the rules of a folder, drafts left out. Throws RulesError where the linter finds an error. */
export function loadDeployedRules(folder: string): DeployedRules {
  const loaded = loadRulesNow(folder);
  const texts = new Map(loaded.rules.map(({ file, text }) => [file, text]));
  const patternCountOf = (rule: Rule) => toEventPatterns([rule]).length;
  const issues = [...loaded.issues, ...checkRules(loaded.rules, patternCountOf)];
  const toText = (issue: Issue) => formatIssue(issue, texts.get(issue.file ?? ''));
  const errors = issues.filter(({ level }) => level === 'error').map(toText);
  if (errors.length > 0) throw new RulesError(`the rules cannot be deployed:\n${errors.join('\n')}`);
  const rules = loaded.rules.map(({ rule }) => rule).filter(({ status }) => status !== 'draft');
  if (rules.length === 0) throw new RulesError(`every rule in ${basename(folder)} is a draft`);
  return { rules, warnings: issues.filter(({ acknowledged }) => acknowledged === undefined).map(toText) };
}

/** Rules as the functions read them; JSON holds all that a rule is made of, which is checked here. */
export function toRulesFile(rules: readonly Rule[]): string {
  const text = JSON.stringify(rules);
  if (!isDeepStrictEqual(JSON.parse(text), rules)) throw new Error('a rule holds what JSON cannot');
  return text;
}
