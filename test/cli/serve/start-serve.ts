import { onTestFinished } from 'vitest';
import type { ExitCode } from '../../../src/cli/exit-code.ts';
import { run } from '../../../src/cli/run.ts';
import { collector, type Surroundings } from '../run-cli.ts';

/** A server that runs in this process. */
export interface RunningServe {
  /** The first launch URL. */
  readonly launchUrl: string;
  readonly origin: string;
  /** What it has said so far. */
  stdout(): string;
  stderr(): string;
  /** Asks as a browser that has launched it. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** How it ends, by itself or interrupted. */
  readonly ended: Promise<ExitCode>;
  /** Interrupts it, and waits until it has ended. */
  stop(): Promise<ExitCode>;
}

/** Starts `serve` on a free port; it is stopped when the test has finished. */
export async function startServe(argv: readonly string[], around: Surroundings = {}): Promise<RunningServe> {
  const [out, err] = [collector(around), collector(around)];
  const interruption = new AbortController();
  const ended = run(['serve', '--rules', 'rules', '--port', '0', ...argv], {
    stdin: (async function* () {})(),
    stdout: out.stream,
    stderr: err.stream,
    env: around.env ?? {},
    cwd: around.cwd ?? process.cwd(),
    signal: interruption.signal,
    ...(around.clock === undefined ? {} : { clock: around.clock }),
  });
  const stop = () => {
    interruption.abort();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  const launchUrl = await waitFor(out.text, ended, err.text);
  const { origin, port } = new URL(launchUrl);
  let cookie: string | undefined;
  const signIn = async () => {
    const response = await fetch(launchUrl, { redirect: 'manual' });
    return response.headers.get('set-cookie')?.split(';')[0] ?? `corroborate-${port}=none`;
  };
  const ask: RunningServe['ask'] = async (path, init = {}) => {
    cookie ??= await signIn();
    return fetch(`${origin}${path}`, { ...init, headers: { ...init.headers, cookie } });
  };
  return { launchUrl, origin, stdout: out.text, stderr: err.text, ask, ended, stop };
}

async function waitFor(
  text: () => string,
  ended: Promise<ExitCode>,
  problems: () => string,
): Promise<string> {
  let code: ExitCode | undefined;
  void ended.then((end) => {
    code = end;
  });
  for (;;) {
    if (code !== undefined) throw new Error(`serve ended with ${code}: ${problems()}`);
    if (text().endsWith('\n')) return text().trim();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to be so');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
