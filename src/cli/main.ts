#!/usr/bin/env node
import { EXIT } from './exit-code.ts';
import { run } from './run.ts';

const interruption = new AbortController();
let stdin: typeof process.stdin | undefined;

process.on('SIGINT', () => {
  // Who presses twice does not want to wait for the state to be saved.
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort();
  // A run that waits for more of its input does not wait any longer.
  stdin?.destroy();
});

process.exitCode = await run(process.argv.slice(2), {
  get stdin() {
    stdin = process.stdin;
    return stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
});
