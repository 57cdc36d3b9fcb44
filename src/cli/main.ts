#!/usr/bin/env node
import { EXIT } from './exit-code.ts';
import { nodeProblem } from './node-version.ts';
import { run } from './run.ts';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`error ${problem}\n`);
  process.exit(EXIT.usage);
}

const interruption = new AbortController();
let stdin: typeof process.stdin | undefined;

const interrupt = (signal: NodeJS.Signals): void => {
  // Who presses twice does not want to wait for the state to be saved. Only the signal itself ends a process that
  // waits for a pipe to be opened at its other end.
  if (interruption.signal.aborted) process.removeAllListeners(signal).kill(process.pid, signal);
  interruption.abort();
  // A run that waits for more of its input does not wait any longer.
  stdin?.destroy();
};
process.on('SIGINT', interrupt);
// What starts and stops services asks so.
process.on('SIGTERM', interrupt);

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
