import { isAbsolute } from 'node:path';
import type { RuleCase } from '../../case-file/case-file.ts';
import { caseFileOf } from '../../case-file/case-file-of.ts';
import { inLanguage } from '../../core/rule/rule-texts.ts';
import type { FoundMiss } from '../../desk/find-near-misses.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { RuleDetail } from '../contract/rules.ts';
import { toNearMissView } from '../incident-detail/to-near-miss-view.ts';
import { ProblemError } from '../problem.ts';
import { titlesIn } from '../rule-titles.ts';
import { createBriefMemory } from '../rules/brief-memory.ts';
import { nearMissesOfRule } from '../rules/near-misses-of-rule.ts';
import { tallyRules, toRuleRow } from '../rules/to-rule-row.ts';

/** Near misses cost a search: within so much time the same ones are told again. */
const REMEMBERED_MS = 15_000;

/** At most so many near misses are told. */
const NEAR_MISSES_MAX = 50;

/** One rule, as its file has it, with its cases and what nearly fired it. */
export function showRule({ rules, index, store, now }: ApiOptions): Answer<'rule'> {
  const remember = createBriefMemory<readonly FoundMiss[]>(REMEMBERED_MS, now);
  return async ({ id, language }): Promise<RuleDetail> => {
    const loaded = rules.find(({ rule }) => rule.id === id);
    if (loaded === undefined) throw new ProblemError(404, 'there is no rule with this id');
    const rule = inLanguage(loaded.rule, language);
    const isRun = rule.status !== 'draft';
    const misses = isRun ? await remember(id, () => nearMissesOfRule(loaded.rule, store, now())) : [];
    const cases = await caseFileOf(loaded.file);
    return {
      rule: toRuleRow(rule, tallyRules(index, now()).get(id)),
      file: toShownPath(loaded.file),
      source: loaded.text,
      description: rule.description,
      remediation: rule.remediation,
      prevention: rule.prevention,
      references: rule.references,
      cases: cases?.ok === true ? cases.value.cases.map(toCase) : [],
      nearMisses: misses
        .slice(0, NEAR_MISSES_MAX)
        .map((miss) => toNearMissView(miss, titlesIn(rules, language))),
    };
  };
}

/** Where a package or a home folder lies is nobody's business; which folder the rule is in is. */
function toShownPath(file: string): string {
  return isAbsolute(file) ? file.split(/[/\\]/).slice(-2).join('/') : file;
}

/** What a case expects, in the words of case files. */
function toCase({ name, expect }: RuleCase): RuleDetail['cases'][number] {
  const expected = expect.map(
    ({ status, entityName, severity }) =>
      `${status}: ${entityName}${severity === undefined ? '' : ` (${severity})`}`,
  );
  return { name, expect: expected.join(', ') || 'none' };
}
