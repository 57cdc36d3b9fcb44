import type { Buffer } from 'node:buffer';
import { isSpace, NEWLINE } from './bytes.ts';

/**
 * Knows on which line of the text a reader stands and how far that line is indented. Offsets are bytes from the
 * start of the text. A place is in the lead of its line while only white space, `[` and `,` stand before it;
 * its column is then what counts as indentation.
 */
export class LineCursor {
  line = 1;
  isLead = true;
  #lineStart = 0;
  #indent = 0;

  /** Moves to the line that starts at `offset`. */
  nextLine(offset: number): void {
    this.line += 1;
    this.#lineStart = offset;
    this.isLead = true;
  }

  /** Skips what a byte order mark takes. */
  skipMark(offset: number): void {
    this.#lineStart = offset;
  }

  /** How many bytes `offset` is away from the start of the line. */
  columnOf(offset: number): number {
    return offset - this.#lineStart;
  }

  /** Leaves the lead of the line, if it is still there, and gives the indentation of what stands at `offset`. */
  indentAt(offset: number): number {
    if (this.isLead) this.#indent = this.columnOf(offset);
    this.isLead = false;
    return this.#indent;
  }

  /** Moves behind a value that broke `lines` lines; `bytes[lineIndex…]` is the last of them, if it is at hand. */
  passLines(lines: number, lineOffset: number, bytes: Buffer, lineIndex: number): void {
    this.isLead = false;
    if (lines === 0) return;
    this.line += lines;
    this.#lineStart = lineOffset;
    this.#indent = lineIndex < 0 ? 0 : countSpaces(bytes, lineIndex);
  }
}

function countSpaces(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at]) && bytes[at] !== NEWLINE) at += 1;
  return at - from;
}
