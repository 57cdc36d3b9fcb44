import { withoutControls } from './harmless-text.ts';

/** A place in a text file: 1-based line and column (UTF-16 units) and the offset they stand for. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** How much an issue matters: an error refuses the file, a warning does not. */
export type IssueLevel = 'error' | 'warning';

/**
 * Something a user got wrong, as a value. `code` is one of the table in `issue-codes.ts`; `path` leads to the
 * place inside the document (`signals`, `backdoor`, `count`); `message` is lower case without a full stop and
 * quotes the user's words in back-ticks; `hint` is the way out.
 */
export interface Issue {
  readonly code: string;
  readonly level: IssueLevel;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly hint?: string;
  /** Why the author of the rule leaves a warning as it is; such a warning is counted and not shown. */
  readonly acknowledged?: string;
  readonly file?: string;
  readonly position?: Position;
}

/** Either a value or what is wrong with the input it should have come from. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const QUOTED_MAX = 64;

/**
 * A user's word in back-ticks, safe to show anywhere: cut to 64 characters, line breaks and control characters
 * replaced by a visible mark, so that a hostile file cannot write to the terminal.
 */
export function quoted(word: string): string {
  const cut = word.length > QUOTED_MAX ? `${word.slice(0, QUOTED_MAX)}…` : word;
  return `\`${withoutControls(cut)}\``;
}
