import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandCase } from '../case-file/expand-case.ts';
import { readCaseFile } from '../case-file/read-case-file.ts';
import { PACKAGE_ROOT, packageVersion } from './package-root.ts';
import {
  EXPECTATIONS,
  FIRST_CASES,
  FIRST_RULE,
  FIRST_RULE_ID,
  FIRST_TEXTS,
  RULES_README,
} from './starter.ts';
import { WORKFLOW, WORKFLOW_FILE } from './starter-workflow.ts';

/** The files of a repository of rules, by their path in it. */
export async function starterFiles(): Promise<ReadonlyMap<string, string>> {
  const schema = (name: string) => readFile(join(PACKAGE_ROOT, 'schema', name), 'utf8');
  return new Map([
    ['README.md', RULES_README],
    ['package.json', toPackage()],
    ['.gitignore', 'node_modules/\n'],
    [WORKFLOW_FILE, WORKFLOW],
    [`rules/${FIRST_RULE_ID}/rule.yaml`, FIRST_RULE],
    [`rules/${FIRST_RULE_ID}/cases.yaml`, FIRST_CASES],
    [`rules/${FIRST_RULE_ID}/texts.ja.yaml`, FIRST_TEXTS],
    ['history/example.ndjson', toHistory()],
    ['expectations.yaml', EXPECTATIONS],
    ['schema/rule.schema.json', await schema('rule.schema.json')],
    ['schema/cases.schema.json', await schema('cases.schema.json')],
    ['schema/texts.schema.json', await schema('texts.schema.json')],
    ['schema/expectations.schema.json', await schema('expectations.schema.json')],
  ]);
}

function toPackage(): string {
  const scripts = { lint: 'corroborate lint', test: 'corroborate test' };
  const json = { private: true, scripts, devDependencies: { corroborate: packageVersion() } };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** The findings of the first case, which make one incident. */
function toHistory(): string {
  const read = readCaseFile(FIRST_CASES, 'cases.yaml');
  const [first] = read.ok ? read.value.cases : [];
  if (first === undefined) throw new Error('the first rule has no case');
  return expandCase(first)
    .map(({ value }) => `${JSON.stringify(value)}\n`)
    .join('');
}
