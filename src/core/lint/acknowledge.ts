import { type Issue, type IssueLevel, quoted } from '../issue.ts';
import { ISSUE_CODES } from '../issue-codes.ts';
import type { Rule } from '../rule/rule.ts';
import { warning } from './lint-issue.ts';
import type { NearestWord } from './nearest-word.ts';

/**
 * The issues of a rule, those of its warnings marked with their reason that the rule says are known, and a warning for
 * each code in `acknowledged` of which there is no warning, unless there may be one beside other rules. Errors stay what
 * they are.
 */
export function acknowledge(
  { acknowledged = {} }: Rule,
  issues: readonly Issue[],
  nearest: NearestWord,
): readonly Issue[] {
  const marked = issues.map((issue) => {
    const reason = Object.hasOwn(acknowledged, issue.code) ? acknowledged[issue.code] : undefined;
    return reason === undefined || issue.level === 'error' ? issue : { ...issue, acknowledged: reason };
  });
  const levels = levelsByCode(issues);
  const unused = Object.keys(acknowledged).filter(
    (code) => !levels.get(code)?.has('warning') && !BESIDE_OTHERS.has(code),
  );
  return [...marked, ...unused.map((code) => unusedCode(code, levels.has(code), nearest))];
}

/** Codes of `lintRules`: whether there is such a warning depends on the rules that are looked at together. */
const BESIDE_OTHERS: ReadonlySet<string> = new Set(['lint/same-rule', 'lint/subsumed-rule']);

function levelsByCode(issues: readonly Issue[]): ReadonlyMap<string, ReadonlySet<IssueLevel>> {
  const levels = new Map<string, Set<IssueLevel>>();
  for (const { code, level } of issues) levels.set(code, (levels.get(code) ?? new Set()).add(level));
  return levels;
}

const STEPS_MAX = 3;

function unusedCode(code: string, isError: boolean, nearest: NearestWord): Issue {
  const path = ['acknowledged', code];
  if (isError) {
    const message = `${quoted(code)} is an error here, and only warnings can be acknowledged`;
    return warning('lint/acknowledged', path, message, 'mend what it is about, and take it out');
  }
  const codes = Object.keys(ISSUE_CODES);
  const near = codes.includes(code) ? undefined : nearest(code, codes, STEPS_MAX);
  const hint = near === undefined ? 'take it out' : `did you mean \`${near}\`?`;
  return warning(
    'lint/acknowledged',
    path,
    `${quoted(code)} is acknowledged, but the rule has no such warning`,
    hint,
  );
}
