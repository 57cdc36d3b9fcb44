import { ByteWindow } from './byte-window.ts';
import { COMMA, isOpener, isSpace, NEWLINE, RECORD_SEPARATOR } from './bytes.ts';
import { LineCursor } from './line-cursor.ts';

/** A place in the window of a text, and the line it is on; moves forward over what stands between documents. */
export class TextReader {
  readonly window: ByteWindow = new ByteWindow();
  readonly cursor: LineCursor = new LineCursor();
  /** Index in the window of the next byte to be read. */
  at = 0;

  /** `at` as an offset from the start of the text. */
  get offset(): number {
    return this.window.base + this.at;
  }

  /** Whether the bytes at hand are used up. */
  get isAtEnd(): boolean {
    return this.at === this.window.end;
  }

  /** The next byte; undefined at the end of the bytes at hand. */
  get byte(): number | undefined {
    return this.isAtEnd ? undefined : this.window.bytes[this.at];
  }

  /** How far the next byte is from the start of its line. */
  get column(): number {
    return this.cursor.columnOf(this.offset);
  }

  /** Index of the line feed that ends the line of index `from`; -1 when it is not at hand. */
  findNewline(from: number): number {
    const found = this.window.bytes.indexOf(NEWLINE, from);
    return found < this.window.end ? found : -1;
  }

  /** Skips white space, record separators and commas; true when a comma was among them. */
  skipSeparators(): boolean {
    const { bytes, base, end } = this.window;
    let { at } = this;
    let hasComma = false;
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === NEWLINE) this.cursor.nextLine(base + at + 1);
      else if (byte === COMMA) hasComma = true;
      else if (!isSpace(byte) && byte !== RECORD_SEPARATOR) break;
    }
    this.at = at;
    return hasComma;
  }

  /** Skips to the next line that starts with `{` or `[`, indented by at most `indent`; false at the end. */
  skipToDocument(indent: number): boolean {
    while (!this.isAtEnd) {
      if (!this.cursor.isLead) this.#skipLine();
      else if (isOpener(this.byte) && this.column <= indent) return true;
      else if (isSpace(this.byte)) this.#skipSpace();
      else this.cursor.isLead = false;
    }
    return false;
  }

  #skipLine(): void {
    const newline = this.findNewline(this.at);
    this.at = newline < 0 ? this.window.end : newline + 1;
    if (newline >= 0) this.cursor.nextLine(this.offset);
  }

  #skipSpace(): void {
    const isNewline = this.byte === NEWLINE;
    this.at += 1;
    if (isNewline) this.cursor.nextLine(this.offset);
  }
}
