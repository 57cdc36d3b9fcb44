import type { Issue } from '../issue.ts';
import type { Rule } from '../rule/rule.ts';
import { warning } from './lint-issue.ts';

/** Characters that Security Hub keeps of a rule's texts (ASFF: Title, Description, Remediation.Recommendation.Text). */
export const KEPT_CHARACTERS = { title: 256, description: 1024, remediation: 512 } as const;

/** Warns of texts that Security Hub will cut. */
export function lintTexts(rule: Rule): readonly Issue[] {
  return (['title', 'description', 'remediation'] as const).flatMap((name) => {
    const length = Array.from(rule[name] ?? '').length;
    const kept = KEPT_CHARACTERS[name];
    if (length <= kept) return [];
    const message = `\`${name}\` has ${length} characters, of which Security Hub keeps ${kept}`;
    return [warning('lint/trimmed', [name], message, 'say the most important thing first, or shorten it')];
  });
}
