import type { Rule } from './rule.ts';
import { ruleContent } from './rule-content.ts';

const NAME_LENGTH = 12;

/** Names rules all together: changes when what decides in one of them does (`ruleContent`). */
export function rulesName(rules: readonly Rule[], digest: (text: string) => string): string {
  const contents = rules.map((rule) => `${rule.id}\n${ruleContent(rule)}`).sort();
  return digest(contents.join('\n\n')).slice(0, NAME_LENGTH);
}
