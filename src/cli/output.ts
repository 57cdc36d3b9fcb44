import type { TerminalStream } from './cli-io.ts';
import { UsageError } from './usage-error.ts';

/** Where a command writes; whoever reads may stop reading, which ends the writing and nothing else. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal, or of a page where there is none. */
  readonly columns: number;
  /** Whether the reader has gone: everything written from now on is dropped. */
  isClosed(): boolean;
  /** Writes, and waits until the text is on its way. Throws UsageError when it cannot be written. */
  write(text: string): Promise<void>;
}

const PAGE_COLUMNS = 120;
const COLUMNS_MIN = 40;
const COLUMNS_MAX = 1000;
const CODES_OF_CLOSED: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** Wraps a stream of the process; `columns` of the environment counts where the stream has none. */
export function createOutput(stream: TerminalStream, columns: string | undefined): Output {
  let isClosed = false;
  // The callback of `write` tells the same error; without a listener it would end the process.
  stream.on('error', () => {});
  return {
    isTerminal: stream.isTTY === true,
    columns: Math.min(
      COLUMNS_MAX,
      Math.max(COLUMNS_MIN, stream.columns ?? (Number(columns) || PAGE_COLUMNS)),
    ),
    isClosed: () => isClosed,
    write: async (text) => {
      if (isClosed) return;
      const error = await writeTo(stream, text);
      if (CODES_OF_CLOSED.has(error?.code)) isClosed = true;
      else if (error) throw unwritable(error);
    },
  };
}

function writeTo(stream: TerminalStream, text: string): Promise<NodeJS.ErrnoException | null | undefined> {
  return new Promise((resolve) => {
    stream.write(text, resolve);
  });
}

function unwritable(cause: NodeJS.ErrnoException): UsageError {
  return new UsageError(`the output cannot be written: ${cause.code ?? cause.message}`, { cause });
}
