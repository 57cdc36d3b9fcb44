import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateFindings } from './generate-findings.ts';

/** How many findings the background noise of the demo has. */
export const BACKGROUND_COUNT = 5000;

const SEED = 20260101;
const FAST_COMPRESSION = 1;

/** The background noise as NDJSON: findings like those of a quiet day, with no incident of the shipped rules. */
export function backgroundText(): string {
  let text = '';
  for (const finding of generateFindings({ count: BACKGROUND_COUNT, seed: SEED, withIncidents: false })) {
    text += `${JSON.stringify(finding)}\n`;
  }
  return text;
}

/** Writes the background noise, compressed, to `file`, and makes its folder where it is missing. */
export async function writeBackground(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, gzipSync(backgroundText(), { level: FAST_COMPRESSION }));
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'findings', 'background.ndjson.gz');
  await writeBackground(file);
  process.stderr.write(`wrote ${BACKGROUND_COUNT} findings to ${file}\n`);
}
