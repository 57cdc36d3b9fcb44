import type { Issue } from '../../../src/core/issue.ts';
import type { Json } from '../../../src/core/json.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { nearestWord } from '../../../src/rule-file/did-you-mean.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

/** What the linter says of a rule with one signal, called `one`, over one pattern, with this code. */
export function lintOne(
  code: string,
  pattern: Json,
  signal: Partial<Signal> = {},
  rule: Partial<Rule> = {},
): readonly Issue[] {
  const issues = lintRule(makeRule([makeSignal('one', pattern, signal)], rule), nearestWord);
  return issues.filter((issue) => issue.code === code);
}

/** An issue as `level path | hint`, its path without the beginning that all issues of `lintOne` share. */
export function inShort({ level, path, hint }: Issue): string {
  return `${level} ${path.slice(4).join('/')} | ${hint}`;
}
