import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGeneratedFiles, RULE_PAGES } from '../../scripts/generated-files.ts';
import { ISSUE_CODES } from '../../src/core/issue-codes.ts';

const ROOT = new URL('../../', import.meta.url);

const FILES = await createGeneratedFiles();

describe('files made from the sources', () => {
  it.each([...FILES])('%s is as `npm run schema` would write it', (path, text) => {
    expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text);
  });

  it('are all that is in the folder of the rules’ pages', () => {
    const names = readdirSync(new URL(RULE_PAGES, ROOT)).map((name) => `${RULE_PAGES}/${name}`);
    expect(names.sort()).toEqual([...FILES.keys()].filter((path) => path.startsWith(RULE_PAGES)).sort());
  });
});

const CODE = /'((?:yaml|file|pattern|rule|lint|case|expect)\/[a-z-]+)'/g;

function codesIn(directory: string): ReadonlySet<string> {
  const files = readdirSync(new URL(directory, ROOT), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('issue-codes.ts'));
  const texts = sources.map((file) => readFileSync(new URL(`${directory}/${file}`, ROOT), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(CODE)].map(([, code]) => code ?? '')));
}

describe('issue codes', () => {
  it('are all in the table, and all in use', () => {
    const used = new Set(
      ['src/rule-file', 'src/case-file', 'src/cli/backtest', 'src/core'].flatMap((part) => [
        ...codesIn(part),
      ]),
    );
    expect([...used].sort()).toEqual(Object.keys(ISSUE_CODES).sort());
  });
});
