// Writes what is made from the sources: the JSON Schemas for editors, the contract of the API, the page of issue codes and those of the rules.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createGeneratedFiles, RULE_PAGES } from './generated-files.ts';

const ROOT = new URL('../', import.meta.url);
const files = await createGeneratedFiles();

// The page of a rule that is gone goes too: nothing else is in that folder.
rmSync(new URL(RULE_PAGES, ROOT), { recursive: true, force: true });
mkdirSync(new URL(RULE_PAGES, ROOT), { recursive: true });

for (const [path, text] of files) {
  writeFileSync(new URL(path, ROOT), text);
  process.stderr.write(`wrote ${path}\n`);
}
