import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Parsed } from '../core/issue.ts';
import { readTextFile } from '../rule-file/load-rules.ts';
import type { CaseFile } from './case-file.ts';
import { readCaseFile } from './read-case-file.ts';

/** The cases beside a rule file, or what is wrong with them; undefined when the rule has none. */
export async function caseFileOf(ruleFile: string): Promise<Parsed<CaseFile> | undefined> {
  const file = join(dirname(ruleFile), 'cases.yaml');
  if (basename(ruleFile) !== 'rule.yaml' || !(await exists(file))) return undefined;
  const text = await readTextFile(file);
  return typeof text === 'string' ? readCaseFile(text, file) : { ok: false, issues: [text] };
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
