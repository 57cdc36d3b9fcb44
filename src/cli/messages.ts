import { styleText } from 'node:util';
import { harmlessText } from '../core/harmless-text.ts';
import type { Issue } from '../core/issue.ts';
import { formatIssue } from '../rule-file/format-issue.ts';
import type { TerminalStream } from './cli-io.ts';

/** What is told on stderr. Every text may be of others: it is made harmless here. */
export interface Messages {
  readonly isTerminal: boolean;
  /** One line of plain news. */
  note(text: string): void;
  warn(text: string): void;
  /** What went wrong, with the way out. */
  fail(text: string, hint?: string): void;
  /** A problem in a file, with the line of `sourceText` that it is about. */
  issue(issue: Issue, sourceText?: string): void;
  /** Shows one line that the next call, of whatever kind, replaces; nothing where no line can be replaced. */
  progress(text: string): void;
}

/** Creates the teller for a stream; colours only where a person looks at it. */
export function createMessages(
  stream: TerminalStream,
  env: Readonly<Record<string, string | undefined>>,
): Messages {
  const isTerminal = stream.isTTY === true;
  const isColored = hasColors(isTerminal, env);
  let isProgressShown = false;
  // Whoever closed stderr does not want to know.
  stream.on('error', () => {});
  const write = (text: string): void => {
    if (isProgressShown) stream.write(CLEAR_LINE);
    isProgressShown = false;
    stream.write(`${text}\n`);
  };
  const mark = (color: 'red' | 'yellow', word: string): string =>
    isColored ? styleText(color, word, FORCED) : word;
  return {
    isTerminal,
    note: (text) => write(harmlessText(text)),
    warn: (text) => write(`${mark('yellow', 'warning')} ${harmlessText(text)}`),
    fail: (text, hint) => {
      write(`${mark('red', 'error')} ${harmlessText(text)}`);
      if (hint !== undefined) write(`  hint: ${harmlessText(hint)}`);
    },
    issue: (issue, sourceText) => write(formatIssue(issue, sourceText)),
    progress: (text) => {
      if (!isTerminal || env.TERM === 'dumb') return;
      stream.write(`${CLEAR_LINE}${harmlessText(text, (stream.columns ?? 80) - 2)}`);
      isProgressShown = true;
    },
  };
}

/** Whether to use colours: on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function hasColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** The caller has looked at the stream already. */
export const FORCED = { validateStream: false } as const;

const CLEAR_LINE = '\r\u001B[K';
