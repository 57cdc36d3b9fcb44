import { fileURLToPath } from 'node:url';
import { caseSchema } from '../src/case-file/case-schema.ts';
import { expectationsSchema } from '../src/cli/backtest/expectations.ts';
import { createRulePages, type RulePages } from '../src/cli/rule-pages/rule-pages.ts';
import { ISSUE_CODES } from '../src/core/issue-codes.ts';
import { formatIssue } from '../src/rule-file/format-issue.ts';
import { loadRules } from '../src/rule-file/load-rules.ts';
import { ruleSchema, textsSchema } from '../src/rule-file/rule-schema.ts';
import { toJsonSchema } from '../src/rule-file/to-json-schema.ts';
import { toOpenApi } from './open-api.ts';

/** Where the shipped rules are. */
const RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** Where their pages are, from the root of the project. */
export const RULE_PAGES = 'docs/rules';

/** The files that are made from the sources, by their path from the root of the project. */
export async function createGeneratedFiles(): Promise<ReadonlyMap<string, string>> {
  const pages = await readRulePages();
  return new Map([
    ['schema/rule.schema.json', toJsonSchema(ruleSchema, 'Corroborate rule')],
    [
      'schema/texts.schema.json',
      toJsonSchema(textsSchema, 'Corroborate texts of a rule in another language'),
    ],
    ['schema/cases.schema.json', toJsonSchema(caseSchema, 'Corroborate cases')],
    ['schema/expectations.schema.json', toJsonSchema(expectationsSchema, 'Corroborate expectations')],
    ['schema/openapi.json', toOpenApi()],
    ['docs/issue-codes.md', toIssueCodesPage()],
    ...[...pages].map(([name, text]) => [`${RULE_PAGES}/${name}`, text] as const),
  ]);
}

async function readRulePages(): Promise<RulePages> {
  const { rules, issues } = await loadRules(RULES);
  const pages = await createRulePages(rules);
  if (pages.ok && issues.length === 0) return pages.value;
  const all = [...issues, ...(pages.ok ? [] : pages.issues)];
  throw new Error(`the rules cannot be read:\n${all.map((issue) => formatIssue(issue)).join('\n')}`);
}

function toIssueCodesPage(): string {
  const rows = Object.entries(ISSUE_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `# Issue codes

What can be wrong with a rule or case file. Codes that begin with \`lint/\` are said of rules that run all the same:
warnings, or errors where a rule can never do what it says. All others are errors and refuse the file, but for
\`file/symbolic-link\`. This page is made by \`npm run schema\`.

| code | meaning |
|---|---|
${rows.join('\n')}
`;
}
