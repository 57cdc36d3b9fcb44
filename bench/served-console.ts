import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A console that is served by a process of its own, to somebody who has followed its launch URL. */
export interface ServedConsole {
  readonly origin: string;
  /** From the start of the process to its launch URL. */
  readonly startMs: number;
  /** Cookie of the session, as `name=value`. */
  readonly cookie: string;
  /** Milliseconds from asking for an address to the end of the answer; throws for an answer that is no success. */
  timeOf(path: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts `serve ARGS` and follows its launch URL. */
export async function serveConsole(args: readonly string[]): Promise<ServedConsole> {
  const started = performance.now();
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await firstLine(createInterface(child.stdout), ended);
  const startMs = performance.now() - started;
  const { origin } = new URL(url);
  const launched = await fetch(url, { redirect: 'manual' });
  const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    origin,
    startMs,
    cookie,
    timeOf: async (path) => {
      const asked = performance.now();
      const response = await fetch(`${origin}${path}`, { headers: { cookie } });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
      return performance.now() - asked;
    },
    close: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function firstLine(lines: AsyncIterable<string>, ended: Promise<void>): Promise<string> {
  const line = (async () => {
    for await (const each of lines) return each;
    return undefined;
  })();
  const url = await Promise.race([line, ended.then(() => undefined)]);
  if (url === undefined) throw new Error('serve has ended without a launch URL');
  return url;
}
