import { type Issue, quoted } from '../issue.ts';
import { ISSUE_CODES } from '../issue-codes.ts';
import type { Rule } from '../rule/rule.ts';
import { warning } from './lint-issue.ts';
import type { NearestWord } from './nearest-word.ts';

/**
 * The issues of a rule, those of its warnings marked with their reason that the rule says are known, and a warning for
 * each code in `acknowledged` of which there is no warning. Errors stay what they are.
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
  return [...marked, ...Object.keys(acknowledged).flatMap((code) => checkCode(code, issues, nearest))];
}

const STEPS_MAX = 3;

function checkCode(code: string, issues: readonly Issue[], nearest: NearestWord): readonly Issue[] {
  const found = issues.filter((issue) => issue.code === code);
  if (found.some(({ level }) => level === 'warning')) return [];
  const path = ['acknowledged', code];
  if (found.length > 0) {
    const message = `${quoted(code)} is an error here, and only warnings can be acknowledged`;
    return [warning('lint/acknowledged', path, message, 'mend what it is about, and take it out')];
  }
  const near = Object.hasOwn(ISSUE_CODES, code)
    ? undefined
    : nearest(code, Object.keys(ISSUE_CODES), STEPS_MAX);
  const message = `${quoted(code)} is acknowledged, but the rule has no such warning`;
  return [
    warning(
      'lint/acknowledged',
      path,
      message,
      near === undefined ? 'take it out' : `did you mean \`${near}\`?`,
    ),
  ];
}
