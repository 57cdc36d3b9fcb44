import type { Issue } from '../core/issue.ts';
import { lintFilterSize } from '../core/lint/lint-filter-size.ts';
import { lintRules } from '../core/lint/lint-rules.ts';
import type { Rule } from '../core/rule/rule.ts';
import type { LoadedRule } from './load-rules.ts';
import { checkRuleFile } from './read-rule-file.ts';

/**
 * All that can be said of the files of rules that are loaded together: of each by itself (`checkRuleFile`), beside the
 * others, and of what it lets into the account. `patternCountOf` says how many EventBridge patterns a rule takes.
 */
export function checkRules(
  loaded: readonly LoadedRule[],
  patternCountOf: (rule: Rule) => number,
): readonly Issue[] {
  const besideOthers = Map.groupBy(lintRules(loaded.map(({ rule }) => rule)), ({ rule }) => rule);
  return loaded.flatMap(({ rule, file, text }) => {
    const beside = (besideOthers.get(rule) ?? []).map(({ issue }) => issue);
    const filter = rule.status === 'draft' ? [] : lintFilterSize(patternCountOf(rule));
    return checkRuleFile(text, file, [...beside, ...filter]);
  });
}
