import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadRules } from '../src/rule-file/load-rules.ts';
import { generateFindings } from './generate-findings.ts';
import { withoutIncidents } from './without-incidents.ts';

/** How many findings the background noise of the demo has. */
export const BACKGROUND_COUNT = 5000;

/** More than are wanted, since those that make incidents go. */
const GENERATED_COUNT = 5500;
const SEED = 20260101;
const FAST_COMPRESSION = 1;

/** The background noise as NDJSON: findings like those of a quiet day, with no incident of the shipped rules. */
export async function backgroundText(): Promise<string> {
  const { rules } = await loadRules(join(import.meta.dirname, '..', 'rules'));
  const generated = [...generateFindings({ count: GENERATED_COUNT, seed: SEED })];
  const quiet = await withoutIncidents(
    generated,
    rules.map(({ rule }) => rule),
  );
  if (quiet.length < BACKGROUND_COUNT) throw new Error(`only ${quiet.length} findings make no incident`);
  return quiet
    .slice(0, BACKGROUND_COUNT)
    .map((finding) => `${JSON.stringify(finding)}\n`)
    .join('');
}

/** Writes the background noise, compressed, to `file`, and makes its folder where it is missing. */
export async function writeBackground(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, gzipSync(await backgroundText(), { level: FAST_COMPRESSION }));
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'findings', 'background.ndjson.gz');
  await writeBackground(file);
  process.stderr.write(`wrote ${BACKGROUND_COUNT} findings to ${file}\n`);
}
