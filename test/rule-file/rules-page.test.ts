import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import { checkRuleFile, readRuleFile } from '../../src/rule-file/read-rule-file.ts';
import { COUNT_MAX, PATTERNS_MAX, ruleSchema, SIGNALS_MAX } from '../../src/rule-file/rule-schema.ts';
import { keysOfSchemaAt } from '../../src/rule-file/schema-keys.ts';

const PAGE = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');

const EXAMPLES = [...PAGE.matchAll(/```yaml\n([^`]*(?:`[^`]+)*?)```/g)].map(([, text]) => text ?? '');

function exampleWith(key: string): string {
  const found = EXAMPLES.find((text) => text.split('\n').some((line) => line.startsWith(key)));
  if (found === undefined) throw new Error(`the page shows no ${key}`);
  return found;
}

describe('the page about rules', () => {
  it('shows a rule without issues, and without warnings that it does not acknowledge', () => {
    const file = 'rules/s3-public-and-read/rule.yaml';
    const text = exampleWith('id:');
    expect(readRuleFile(text, file)).toMatchObject({ ok: true });
    expect(checkRuleFile(text, file).filter(({ acknowledged }) => acknowledged === undefined)).toEqual([]);
  });

  it('shows cases that can be read', () => {
    expect(readCaseFile(exampleWith('cases:'), 'cases.yaml')).toMatchObject({ ok: true });
  });

  it.each([...keysOfSchemaAt(ruleSchema, []), ...keysOfSchemaAt(ruleSchema, ['optional', 'x'])])(
    'explains the key %s',
    (key) => {
      expect(PAGE).toContain(`| \`${key}\` |`);
    },
  );

  it.each([
    `at most ${SIGNALS_MAX} signals`,
    `up to ${PATTERNS_MAX}`,
    `up to ${COUNT_MAX.toLocaleString('en')}`,
  ])('tells the limit: %s', (limit) => {
    expect(PAGE).toContain(limit);
  });
});
