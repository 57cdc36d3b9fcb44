import { inLanguage, type Language } from '../core/rule/rule-texts.ts';
import type { LoadedRule } from '../rule-file/load-rules.ts';

/** The titles of rules in a language, by their ids. */
export function titlesIn(
  rules: readonly LoadedRule[],
  language: Language,
): (rule: string) => string | undefined {
  const titles = new Map(rules.map(({ rule }) => [rule.id, inLanguage(rule, language).title]));
  return (rule) => titles.get(rule);
}
