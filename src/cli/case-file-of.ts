import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CaseFile } from '../case-file/case-file.ts';
import { readCaseFile } from '../case-file/read-case-file.ts';
import type { Parsed } from '../core/issue.ts';
import { readTextFile } from '../rule-file/load-rules.ts';

/** The cases beside a rule file, or what is wrong with them; undefined when the rule has none. */
export async function caseFileOf(ruleFile: string): Promise<Parsed<CaseFile> | undefined> {
  const file = join(dirname(ruleFile), 'cases.yaml');
  if (basename(ruleFile) !== 'rule.yaml' || !existsSync(file)) return undefined;
  const text = await readTextFile(file);
  return typeof text === 'string' ? readCaseFile(text, file) : { ok: false, issues: [text] };
}
