import { resolve } from 'node:path';
import type { CliIo } from './cli-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { createMessages, hasColors, type Messages } from './messages.ts';
import { createOutput, type Output } from './output.ts';

/** One run of the command line: its surroundings, its data output, its messages, and how it ends. */
export interface Session {
  readonly io: CliIo;
  readonly out: Output;
  readonly messages: Messages;
  readonly isOutputColored: boolean;
  exitCode: ExitCode;
}

/** Opens a session on the streams of a process. */
export function createSession(io: CliIo): Session {
  const out = createOutput(io.stdout, io.env.COLUMNS);
  return {
    io,
    out,
    messages: createMessages(io.stderr, io.env),
    isOutputColored: hasColors(out.isTerminal, io.env),
    exitCode: EXIT.done,
  };
}

/** A path of the user's as the file system takes it; shown as it was written where that leads to the same file. */
export function toPath({ io }: Session, path: string): string {
  return io.cwd === process.cwd() || path === '-' ? path : resolve(io.cwd, path);
}

/** Ends the run where the user has interrupted it. */
export function throwIfInterrupted({ io }: Session): void {
  if (io.signal?.aborted === true) throw new InterruptedError('interrupted');
}

/** The user has interrupted the run; what was saved stays saved. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
