import type { Rule } from './rule.ts';

/** The languages in which a rule can speak; the rule file itself is English. */
export const LANGUAGES = ['en', 'ja'] as const;

/** A language in which a rule can speak, as ISO 639-1 writes it. */
export type Language = (typeof LANGUAGES)[number];

/** The texts of a rule that people read. */
export type RuleTexts = Pick<Rule, 'title' | 'description' | 'remediation' | 'prevention' | 'falsePositives'>;

/** The rule with other texts in the place of its own; what they leave out stays as it is. */
export function withTexts(rule: Rule, texts: RuleTexts | undefined): Rule {
  return { ...rule, ...texts };
}
