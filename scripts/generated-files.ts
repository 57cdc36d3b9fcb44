import { caseSchema } from '../src/case-file/case-schema.ts';
import { ISSUE_CODES } from '../src/core/issue-codes.ts';
import { ruleSchema, textsSchema } from '../src/rule-file/rule-schema.ts';
import { toJsonSchema } from '../src/rule-file/to-json-schema.ts';

/** The files that are made from the sources, by their path from the root of the project. */
export function createGeneratedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['schema/rule.schema.json', toJsonSchema(ruleSchema, 'Corroborate rule')],
    [
      'schema/texts.schema.json',
      toJsonSchema(textsSchema, 'Corroborate texts of a rule in another language'),
    ],
    ['schema/cases.schema.json', toJsonSchema(caseSchema, 'Corroborate cases')],
    ['docs/issue-codes.md', toIssueCodesPage()],
  ]);
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
