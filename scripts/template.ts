// Writes dist/template: what launches a stack from the console, see docs/deploy.md. `npm run template -- DIR` takes
// other rules than those in rules/.
import { join } from 'node:path';
import { RulesError } from '../infra/deployed-rules.ts';
import { BUNDLE_FOLDER, bundleFunctions } from './bundle-functions.ts';
import { writeTemplate } from './write-template.ts';

const [rules = join(import.meta.dirname, '..', 'rules')] = process.argv.slice(2);
await bundleFunctions();
const folder = join(import.meta.dirname, '..', 'dist', 'template');
try {
  const { template, zip } = await writeTemplate(folder, rules, BUNDLE_FOLDER);
  process.stderr.write(`wrote ${template}\nwrote ${zip}\n`);
} catch (error) {
  // What a user got wrong is told in words; only our own bugs are worth a stack trace.
  if (!(error instanceof RulesError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
