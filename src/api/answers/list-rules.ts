import { compareText } from '../../core/compare-text.ts';
import { inLanguage } from '../../core/rule/rule-texts.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import { tallyRules, toRuleRow } from '../rules/to-rule-row.ts';

/** All rules with what came of them, in the order of their ids. */
export function listRules({ rules, index, now }: ApiOptions): Answer<'rules'> {
  return ({ language }) => {
    const tallies = tallyRules(index, now());
    return {
      rules: rules
        .map(({ rule }) => toRuleRow(inLanguage(rule, language), tallies.get(rule.id)))
        .sort((a, b) => compareText(a.id, b.id)),
    };
  };
}
