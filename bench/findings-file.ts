import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BenchRun } from './bench-run.ts';
import { startWorker } from './run-worker.ts';

const SEED = 7;

/** A file of `count` made-up findings in NDJSON, about 2.6 KB each, written once a run. */
export async function findingsFile(run: BenchRun, count: number): Promise<string> {
  const file = join(run.folder, `findings-${count}.ndjson`);
  if (existsSync(file)) return file;
  run.say(`writing ${count} findings`);
  const writer = createWriteStream(file);
  findingsStream(count).pipe(writer);
  await once(writer, 'close');
  return file;
}

/** The same findings as a stream out of a process of its own. */
export function findingsStream(count: number): Readable {
  const { stdout } = startWorker('write-findings', [String(count), String(SEED)]);
  if (stdout === null) throw new Error('the generator has no output');
  return stdout;
}
