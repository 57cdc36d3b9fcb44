import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAYLOADS } from './payloads.ts';
import { poisonedRules } from './poisoned-rules.ts';
import { poisonedFindings } from './poisoned-world.ts';

/** Markup that may be the name of a file, where the file system lets anything be one. */
export const POISONED_NAME: string =
  process.platform === 'win32' ? 'img onerror=alert(1)' : '"><img src=x onerror=alert(1)>';

/** Writes rules, findings and records that cannot be read into a folder, and gives the arguments of `serve`. */
export function writePoisonedFiles(folder: string): readonly string[] {
  const [rules, input, watched] = ['rules', `${POISONED_NAME}.input`, `${POISONED_NAME}.watched`].map(
    (name) => {
      const path = join(folder, name);
      mkdirSync(path);
      return path;
    },
  ) as [string, string, string];
  for (const [id, files] of poisonedRules()) {
    mkdirSync(join(rules, id));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(rules, id, name), text);
  }
  writeFileSync(join(input, `1 ${POISONED_NAME}.json`), JSON.stringify(poisonedFindings()));
  writeFileSync(join(input, `2 ${POISONED_NAME}.ndjson`), brokenRecords());
  const store = join(folder, `${POISONED_NAME}.sqlite`);
  return ['--rules', rules, '--store', store, '--watch', watched, '--user', POISONED_NAME, input];
}

/** Records that are quarantined: some are no JSON, others no finding. */
export function brokenRecords(): string {
  return PAYLOADS.flatMap((payload, index) => [
    index % 2 === 0
      ? `{"Id": ${payload.replaceAll(/[\r\n]/g, ' ')}}`
      : JSON.stringify({ SchemaVersion: payload, Id: payload, [payload]: payload }),
    '',
  ]).join('\n');
}
