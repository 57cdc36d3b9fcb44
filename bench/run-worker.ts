import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** The programs that are measured, each in a process of its own. */
export type WorkerName =
  | 'write-findings'
  | 'parse-lines'
  | 'replay-file'
  | 'replay-stdin'
  | 'profile-replay'
  | 'entity-cost'
  | 'load-module';

/** Runs a worker to its end and reads what it reports; throws when it fails. `input` becomes its standard input. */
export async function runWorker<T>(name: WorkerName, args: readonly string[], input?: Readable): Promise<T> {
  const child = startWorker(name, args, input);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`bench worker ${name} ended with ${code ?? signal}`);
  const result: T = JSON.parse(text);
  return result;
}

/** Starts a worker whose output is the caller's to read. */
export function startWorker(name: WorkerName, args: readonly string[], input?: Readable): ChildProcess {
  const file = join(import.meta.dirname, 'worker', `${name}.ts`);
  return spawn(process.execPath, [file, ...args], { stdio: [input ?? 'ignore', 'pipe', 'inherit'] });
}
