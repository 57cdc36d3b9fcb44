import type { Rule } from './rule.ts';

/** The languages in which a rule can speak; the rule file itself is English. */
export const LANGUAGES = ['en', 'ja'] as const;

/** A language in which a rule can speak, as ISO 639-1 writes it. */
export type Language = (typeof LANGUAGES)[number];

/** A language that has a file of texts beside the rule. */
export type OtherLanguage = Exclude<Language, 'en'>;

/** The texts of a rule that people read. */
export type RuleTexts = Pick<Rule, 'title' | 'description' | 'remediation' | 'prevention' | 'falsePositives'>;

/** Whether a rule can be asked to speak what is written there. */
export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The rule as it speaks in a language: as its file is written where it has no texts in that. */
export function inLanguage(rule: Rule, language: Language): Rule {
  return language === 'en' ? rule : { ...rule, ...rule.texts?.[language] };
}
