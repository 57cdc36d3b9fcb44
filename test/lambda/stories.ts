import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import type { DocumentItem } from '../../src/format/document.ts';
import { parseDocument } from '../../src/format/document.ts';
import { type LoadedRule, loadRules } from '../../src/rule-file/load-rules.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The rules that are shipped, with their files. */
export const LOADED_RULES: readonly LoadedRule[] = (await loadRules(join(ROOT, 'rules'))).rules;

/** The rules that are shipped. */
export const SHIPPED_RULES: readonly Rule[] = LOADED_RULES.map(({ rule }) => rule);

/** What the examples tell, one after the other. */
export const STORIES: readonly DocumentItem[] = readdirSync(join(ROOT, 'examples/stories'))
  .sort()
  .flatMap(itemsOfStory);

function itemsOfStory(file: string): readonly DocumentItem[] {
  const text = readFileSync(join(ROOT, 'examples/stories', file), 'utf8');
  const documents: readonly Json[] = file.endsWith('.ndjson')
    ? text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Json)
    : [JSON.parse(text) as Json].flat();
  return documents.flatMap(parseDocument);
}
