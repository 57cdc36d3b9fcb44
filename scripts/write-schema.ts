// Writes what is made from the sources: the JSON Schemas for editors and the page of issue codes.
import { writeFileSync } from 'node:fs';
import { createGeneratedFiles } from './generated-files.ts';

for (const [path, text] of createGeneratedFiles()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text);
  process.stderr.write(`wrote ${path}\n`);
}
