import { describeUnexpected, TOO_DEEP, TOO_LARGE } from './broken-text.ts';
import { isOpener } from './bytes.ts';
import { DOCUMENT_BYTES_MAX, SPARE_REREAD_BYTES } from './json-limits.ts';
import type { TextReader } from './text-reader.ts';
import { type ListMember, type ScanOutcome, ValueScanner } from './value-scanner.ts';

/** The value that is being scanned: where it starts, and what can be said of it once the scan stands still. */
export class PendingValue {
  /** Line on which the value starts. */
  line = 1;
  /** Indentation of that line, or the column of the value if it comes first there. */
  indent = 0;
  // Negative once the start has left the window, which happens only to values that are too large anyway.
  #at = 0;
  readonly #reader: TextReader;
  readonly #scanner: ValueScanner = new ValueScanner();
  #rereadBytes = 0;

  constructor(reader: TextReader) {
    this.#reader = reader;
  }

  /** Offset of the value from the start of the text. */
  get offset(): number {
    return this.#reader.window.base + this.#at;
  }

  /** Index of the first byte that must stay in the window. */
  get heldFrom(): number {
    return this.#isTooLarge() ? this.#reader.at : this.#at;
  }

  /** Whether the value is neither an object nor an array. */
  get isScalar(): boolean {
    return !isOpener(this.#reader.window.bytes[this.#at]);
  }

  /** The member whose list the scan stands at. */
  get listMember(): ListMember | undefined {
    return this.#scanner.listMember;
  }

  /** The value's text up to where the scan stands; only for a value within the limits. */
  get text(): string {
    return this.#reader.window.bytes.toString('utf8', this.#at, this.#reader.at);
  }

  /** Starts with the value at the reader's place; `wantsLists` stops at the lists of a top-level object. */
  begin(wantsLists: boolean): void {
    this.#mark();
    this.#scanner.start(wantsLists);
  }

  /** Starts with the rest of a top-level object, behind one of its lists. */
  beginRest(): void {
    this.#mark();
    this.#scanner.startInsideObject();
  }

  /** Scans the bytes at hand and moves the reader along. */
  scan(): ScanOutcome {
    const { window } = this.#reader;
    const outcome = this.#scanner.scan(window.bytes, this.#at, window.end);
    this.#reader.at = this.#at + this.#scanner.offset;
    return outcome;
  }

  /** Follows the window, whose first `count` bytes were dropped. */
  shift(count: number): void {
    this.#at -= count;
  }

  /** Why the value is not read although it may be JSON. */
  limitReason(): string | undefined {
    if (this.#isTooLarge()) return TOO_LARGE;
    return this.#scanner.isTooDeep ? TOO_DEEP : undefined;
  }

  /** Why the scan cannot go on. */
  breakReason(): string {
    const limit = this.limitReason();
    if (limit !== undefined) return limit;
    const { lines, isInString } = this.#scanner;
    return describeUnexpected(
      this.text,
      this.#reader.byte,
      isInString,
      lines === 0 ? undefined : this.line + lines,
    );
  }

  /** Tells the cursor that the value is behind it. */
  passLines(): void {
    const { lines, lineOffset } = this.#scanner;
    const { bytes } = this.#reader.window;
    this.#reader.cursor.passLines(
      lines,
      this.offset + lineOffset,
      bytes,
      this.#isTooLarge() ? -1 : this.#at + lineOffset,
    );
  }

  /**
   * Moves the reader back to the end of the value's first line, from where documents are looked for that the
   * broken value swallowed; but no further than that all reading again stays in proportion to the text.
   */
  rewind(): void {
    const newline = this.#isTooLarge() ? -1 : this.#reader.findNewline(this.#at);
    const cost = this.#reader.at - newline;
    const isAllowed = this.#rereadBytes + cost <= this.#reader.offset + SPARE_REREAD_BYTES;
    if (newline < 0 || cost < 0 || !isAllowed) {
      this.passLines();
      return;
    }
    this.#rereadBytes += cost;
    this.#reader.at = newline;
  }

  #mark(): void {
    const { at, cursor, offset } = this.#reader;
    this.#at = at;
    this.line = cursor.line;
    this.indent = cursor.indentAt(offset);
  }

  #isTooLarge(): boolean {
    return this.#scanner.offset > DOCUMENT_BYTES_MAX;
  }
}
