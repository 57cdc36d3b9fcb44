import type { Issue, Parsed } from '../core/issue.ts';
import { quoted } from '../core/issue.ts';
import { stringAt } from '../core/json.ts';
import { acknowledge } from '../core/lint/acknowledge.ts';
import { lintRule } from '../core/lint/lint-rule.ts';
import type { Rule } from '../core/rule/rule.ts';
import { nearestWord } from './did-you-mean.ts';
import { parseRule } from './parse-rule.ts';
import { countedRest, ISSUES_MAX, readYaml, type YamlDocument } from './read-yaml.ts';

/**
 * The rule that `text` describes, or everything that is wrong with it, with file, line and column. `file` is the
 * path as it is to be shown; where it names the folder of a `rule.yaml`, the rule's id must be the folder's name.
 */
export function readRuleFile(text: string, file: string): Parsed<Rule> {
  const read = readLocated(text, file);
  return read.ok ? { ok: true, value: read.value.rule } : read;
}

/**
 * All that can be said of a rule file: its errors, or what the linter says where there are none, warnings that the rule
 * acknowledges among it; with what else is known of the rule: `more`, whose paths lead into the file.
 */
export function checkRuleFile(text: string, file: string, more: readonly Issue[] = []): readonly Issue[] {
  const read = readLocated(text, file);
  if (!read.ok) return read.issues;
  const { rule, document } = read.value;
  const issues = acknowledge(rule, [...lintRule(rule, nearestWord), ...more], nearestWord);
  return locateIssues(issues, document, file);
}

/**
 * The issues with file and position, in the order of the file; of very many the first `ISSUES_MAX` only. What is
 * said of a place that `known` complains about already is left out.
 */
export function locateIssues(
  issues: readonly Issue[],
  document: YamlDocument | undefined,
  file: string,
  known: readonly Issue[] = [],
): readonly Issue[] {
  const taken = new Set(known.map(placeOf));
  const located = issues
    .slice(0, ISSUES_MAX)
    .map((issue) => (document === undefined ? issue : locateIssue(issue, document, file)))
    .filter((issue) => !taken.has(placeOf(issue)));
  const shown = [...known.slice(0, ISSUES_MAX), ...located].sort(byPosition);
  return [...shown.slice(0, ISSUES_MAX), ...countedRest(known.length + issues.length, file)];
}

function placeOf({ position }: Issue): string {
  return `${position?.line}:${position?.column}`;
}

function locateIssue(issue: Issue, document: YamlDocument, file: string): Issue {
  if (issue.position !== undefined) return { ...issue, file };
  const part = ABOUT_KEYS.has(issue.code) ? 'key' : 'value';
  return { ...issue, file, position: document.positionOf(issue.path, part) };
}

const ABOUT_KEYS: ReadonlySet<string> = new Set([
  'file/unknown-key',
  'file/wrong-key',
  'lint/acknowledged',
  'rule/signal-name',
]);

interface LocatedRule {
  readonly rule: Rule;
  readonly document: YamlDocument;
}

function readLocated(text: string, file: string): Parsed<LocatedRule> {
  const { document, issues: yamlIssues } = readYaml(text, file);
  if (document === undefined) return { ok: false, issues: locateIssues([], document, file, yamlIssues) };
  const parsed = parseRule(document.json);
  const issues = [...(parsed.ok ? [] : parsed.issues), ...checkFolder(document, file)];
  return parsed.ok && yamlIssues.length === 0 && issues.length === 0
    ? { ok: true, value: { rule: parsed.value, document } }
    : { ok: false, issues: locateIssues(issues, document, file, yamlIssues) };
}

function checkFolder(document: YamlDocument, file: string): readonly Issue[] {
  const folder = folderOf(file);
  const id = stringAt(document.json, 'id');
  if (folder === undefined || id === undefined || id === folder) return [];
  const message = `the id ${quoted(id)} is not the name of its folder, ${quoted(folder)}`;
  return [{ code: 'rule/id', level: 'error', message, hint: 'rename one of them', path: ['id'] }];
}

function folderOf(file: string): string | undefined {
  const [name, folder] = file.split(/[/\\]/).toReversed();
  return name === 'rule.yaml' && folder !== undefined && folder !== '' && !folder.startsWith('.')
    ? folder
    : undefined;
}

function byPosition(a: Issue, b: Issue): number {
  const [at, other] = [a.position, b.position];
  if (at === undefined || other === undefined) return 0;
  return at.line - other.line || at.column - other.column;
}
