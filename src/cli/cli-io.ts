import type { Writable } from 'node:stream';
import type { Clock } from './clock.ts';

/** A stream that may be a terminal, and then has a width. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that a command touches of the process it runs in, handed in so that tests run commands in process. */
export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The directory that relative paths start from. */
  readonly cwd: string;
  /** Aborted when the user interrupts. */
  readonly signal?: AbortSignal;
  /** Folder of the built page; that of the package where it is absent. */
  readonly pageFolder?: string;
  /** The clock of the machine where it is absent. */
  readonly clock?: Clock;
}
