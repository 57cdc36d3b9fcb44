import { caseFileOf } from '../../case-file/case-file-of.ts';
import type { Issue, Parsed } from '../../core/issue.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { toRuleIndex } from './rule-index.ts';
import { type DocumentedRule, toRulePage } from './rule-page.ts';

/** The name of the index among the pages. */
export const INDEX_PAGE = 'README.md';

/** The texts of pages by their file names. */
export type RulePages = ReadonlyMap<string, string>;

/**
 * The pages of rules, `<id>.md` for each and an index of all, or what is wrong with their cases. They follow from the
 * rules, their texts and their cases alone.
 */
export async function createRulePages(rules: readonly LoadedRule[]): Promise<Parsed<RulePages>> {
  const issues: Issue[] = [];
  const documented: DocumentedRule[] = [];
  for (const { rule, file } of rules) {
    const japanese = rule.texts?.ja;
    const cases = await caseFileOf(file);
    if (cases?.ok === false) issues.push(...cases.issues);
    documented.push({
      rule,
      ...(japanese !== undefined && { japanese }),
      ...(cases?.ok === true && { cases: cases.value }),
    });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: toPages(documented) };
}

function toPages(documented: readonly DocumentedRule[]): RulePages {
  const inOrder = documented.toSorted((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
  return new Map([
    [INDEX_PAGE, toRuleIndex(inOrder)],
    ...inOrder.map((each) => [`${each.rule.id}.md`, toRulePage(each)] as const),
  ]);
}
