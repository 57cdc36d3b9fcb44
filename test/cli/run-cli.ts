import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { CliIo, TerminalStream } from '../../src/cli/cli-io.ts';
import type { Clock } from '../../src/cli/clock.ts';
import type { ExitCode } from '../../src/cli/exit-code.ts';
import { run } from '../../src/cli/run.ts';
import type { Json } from '../../src/core/json.ts';

/** What the surroundings of a run are, where a test wants them otherwise. */
export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly stdout?: TerminalStream;
  readonly clock?: Clock;
}

/** How a run ended and what it wrote. */
export interface Ended {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. */
export async function runCli(argv: readonly string[], around: Surroundings = {}): Promise<Ended> {
  const out = collector(around);
  const err = collector(around);
  const io: CliIo = {
    stdin: bytesOf(around.stdin ?? ''),
    stdout: around.stdout ?? out.stream,
    stderr: err.stream,
    env: around.env ?? {},
    cwd: around.cwd ?? process.cwd(),
    ...(around.signal === undefined ? {} : { signal: around.signal }),
    ...(around.clock === undefined ? {} : { clock: around.clock }),
  };
  const code = await run(argv, io);
  return { code, stdout: out.text(), stderr: err.text() };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield new TextEncoder().encode(text);
}

/** A stream, a terminal where that is wanted, and all that was written to it. */
export function collector({ isTerminal, columns }: Surroundings): { stream: TerminalStream; text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  Object.assign(stream, { isTTY: isTerminal ?? false, ...(columns === undefined ? {} : { columns }) });
  return { stream, text: () => chunks.join('') };
}

/** A folder that is gone when the test has finished. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes values as NDJSON into a folder, and gives the path. */
export function writeLines(folder: string, name: string, values: readonly Json[]): string {
  const path = join(folder, name);
  writeFileSync(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  return path;
}

/** Output as golden files have it: whatever differs from machine to machine is replaced. */
export function normalized(text: string, folder: string): string {
  return text.replaceAll(folder, '<folder>').replaceAll(process.cwd(), '<project>');
}
