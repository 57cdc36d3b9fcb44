// Cuts a byte stream into JSON documents, whatever their layout: one a line, pretty-printed, concatenated, in one
// array, or in a list member of one object. Nearly all text is NDJSON, so a line that is an object by itself is
// parsed at once; every other layout goes through ValueScanner. Both ways give the same documents, because a
// line is taken only if it parses.
//
//   {"a":1}⏎            → document {"a":1}
//   {"Findings":[A,B]}  → documents A and B, each with its list
//   {"a":⏎{"b":2}⏎{"c"  → broken, document {"b":2}, broken
//
// After a broken document reading goes on at the next line that starts a document and is not indented deeper.

import { describeForeignFormat, describeText, SAMPLE_BYTES, TOO_DEEP } from './broken-text.ts';
import type { ByteWindow } from './byte-window.ts';
import { CLOSE_ARRAY, CLOSE_OBJECT, OPEN_ARRAY, OPEN_OBJECT } from './bytes.ts';
import { endsObject, holdsList, parseJson, readAtOf, restToObject } from './document-text.ts';
import { isDeeperThan, mayBeDeeperThan } from './is-deeper-than.ts';
import { DOCUMENT_DEPTH_MAX, FAST_LINE_BYTES_MAX } from './json-limits.ts';
import { describeList, type JsonList, type JsonSink } from './json-sink.ts';
import { PendingValue } from './pending-value.ts';
import { TextReader } from './text-reader.ts';
import type { ListMember } from './value-scanner.ts';

const LATE_READ_AT = '`ReadAt` behind the list is not used; it has to come first';

type Mode = 'start' | 'between' | 'list' | 'value' | 'rest' | 'skip' | 'stop';

interface OpenList extends JsonList {
  readonly indent: number;
  count: number;
  hasComma: boolean;
  isDamaged: boolean;
}

/** Splits the bytes written into `window` and tells the sink what they hold; holds one document and one read. */
export class JsonSplitter {
  readonly #sink: JsonSink;
  readonly #reader: TextReader = new TextReader();
  readonly #value: PendingValue = new PendingValue(this.#reader);
  #mode: Mode = 'start';
  #list: OpenList | undefined;
  #skipIndent = 0;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  /** Where the bytes go; after `makeRoom`, one read fits at `window.end`. */
  get window(): ByteWindow {
    return this.#reader.window;
  }

  /** Whether nothing that follows can be read, so that the caller may stop. */
  get isStopped(): boolean {
    return this.#mode === 'stop';
  }

  /** Makes room in `window` for one read. */
  makeRoom(): void {
    const isScanning = this.#mode === 'value' || this.#mode === 'rest';
    const from = isScanning ? this.#value.heldFrom : this.#reader.at;
    this.window.makeRoom(from);
    this.#reader.at -= from;
    this.#value.shift(from);
  }

  /** Tells the sink all that the bytes in `window` complete. */
  split(): void {
    while (this.#step(false));
  }

  /** Says that no byte follows. */
  finish(): void {
    while (this.#step(true));
  }

  // True when there is more to do with the bytes at hand.
  #step(isFinal: boolean): boolean {
    switch (this.#mode) {
      case 'start':
        return this.#stepStart(isFinal);
      case 'between':
        return this.#stepBetween(isFinal);
      case 'list':
        return this.#stepList(isFinal);
      case 'value':
      case 'rest':
        return this.#stepValue(isFinal);
      case 'skip':
        return this.#reader.skipToDocument(this.#skipIndent) && this.#resume();
      case 'stop':
        this.#reader.at = this.window.end;
        return false;
    }
  }

  #stepStart(isFinal: boolean): boolean {
    const { bytes, end } = this.window;
    if (end < 4 && !isFinal) return false;
    const start = bytes.toString('latin1', 0, Math.min(4, end));
    const foreign = describeForeignFormat(start);
    if (foreign !== undefined) this.#sink.broken(`not JSON: ${foreign}`, 0, 1);
    if (start.startsWith('\u00ef\u00bb\u00bf')) this.#reader.at = 3;
    this.#reader.cursor.skipMark(this.#reader.at);
    this.#mode = foreign === undefined ? 'between' : 'stop';
    return true;
  }

  #stepBetween(isFinal: boolean): boolean {
    this.#reader.skipSeparators();
    const { byte } = this.#reader;
    if (byte === undefined) return false;
    if (byte === OPEN_OBJECT) return this.#readLine(isFinal);
    if (byte !== OPEN_ARRAY) return this.#rejectText(isFinal);
    return this.#openList(undefined, undefined, this.#reader.cursor.indentAt(this.#reader.offset));
  }

  // Only what comes first on its line is tried as a line: to try each document of a long line would be quadratic.
  #readLine(isFinal: boolean): boolean {
    if (!this.#reader.cursor.isLead) return this.#beginValue(true);
    const newline = this.#reader.findNewline(this.#reader.at);
    const lineEnd = newline < 0 ? this.window.end : newline;
    const isShort = lineEnd - this.#reader.at <= FAST_LINE_BYTES_MAX;
    if (newline < 0 && !isFinal && isShort) return false;
    return (
      (isShort && endsObject(this.window.bytes, lineEnd) && this.#takeLine(lineEnd)) || this.#beginValue(true)
    );
  }

  #takeLine(lineEnd: number): boolean {
    const { at, cursor, offset } = this.#reader;
    const text = this.window.bytes.toString('utf8', at, lineEnd);
    const { value } = parseJson(text);
    if (value === undefined || holdsList(value)) return false;
    const isTooDeep = mayBeDeeperThan(text, DOCUMENT_DEPTH_MAX) && isDeeperThan(value, DOCUMENT_DEPTH_MAX);
    if (isTooDeep) this.#sink.broken(TOO_DEEP, offset, cursor.line);
    else this.#sink.document(value, offset, cursor.line, undefined);
    this.#reader.at = lineEnd;
    cursor.isLead = false;
    return true;
  }

  #rejectText(isFinal: boolean): boolean {
    const { at, cursor, offset } = this.#reader;
    const { bytes, end } = this.window;
    if (end - at < SAMPLE_BYTES && !isFinal) return false;
    const sample = bytes.toString('utf8', at, Math.min(end, at + SAMPLE_BYTES));
    this.#sink.broken(describeText(sample), offset, cursor.line);
    return this.#skip(cursor.indentAt(offset));
  }

  #openList(member: ListMember | undefined, readAt: string | undefined, indent: number): true {
    this.#list = { member, readAt, indent, count: 0, hasComma: true, isDamaged: false };
    this.#reader.at += 1;
    this.#mode = 'list';
    return true;
  }

  #stepList(isFinal: boolean): boolean {
    const list = this.#list;
    if (list === undefined) throw new Error('the list was left while it was read');
    if (this.#reader.skipSeparators()) list.hasComma = true;
    const { byte } = this.#reader;
    if (byte === undefined) return isFinal && this.#leaveList(list);
    if (byte === CLOSE_ARRAY) return this.#closeList(list);
    if (byte === CLOSE_OBJECT) return this.#rejectText(isFinal);
    if (!list.hasComma && this.#isOutside(list)) return this.#leaveList(list);
    if (!list.hasComma) this.#damage(list, 'a comma is missing before this element, which is read');
    list.count += 1;
    list.hasComma = false;
    return this.#beginValue(false);
  }

  #closeList(list: OpenList): true {
    if (list.count === 0) this.#sink.note(`empty ${describeList(list)}`);
    this.#reader.at += 1;
    if (list.member !== undefined) return this.#beginRest();
    this.#reader.cursor.isLead = false;
    return this.#goOn(undefined);
  }

  // What stands at the margin of a list and is its first on the line may have nothing to do with the list.
  #isOutside(list: OpenList): boolean {
    return this.#reader.cursor.isLead && this.#reader.column <= list.indent;
  }

  #leaveList(list: OpenList): true {
    this.#damage(list, `the ${describeList(list)} is not closed`);
    return this.#goOn(undefined);
  }

  #damage(list: OpenList, reason: string): void {
    if (!list.isDamaged)
      this.#sink.broken(`broken JSON: ${reason}`, this.#reader.offset, this.#reader.cursor.line);
    list.isDamaged = true;
  }

  #beginRest(): true {
    this.#value.beginRest();
    this.#mode = 'rest';
    return true;
  }

  #beginValue(wantsLists: boolean): true {
    this.#value.begin(wantsLists);
    this.#mode = 'value';
    return true;
  }

  #stepValue(isFinal: boolean): boolean {
    const outcome = this.#value.scan();
    if (outcome === 'more' && !isFinal) return false;
    if (outcome === 'list') return this.#enterList();
    if (outcome !== 'done') return this.#breakValue(this.#value.breakReason());
    return this.#mode === 'rest' ? this.#endRest() : this.#endValue();
  }

  #endValue(): true {
    const { offset, line } = this.#value;
    const limit = this.#value.limitReason();
    const parsed = limit === undefined ? parseJson(this.#value.text) : { error: limit };
    if (parsed.error === undefined) this.#sink.document(parsed.value, offset, line, this.#list);
    else if (limit === undefined && this.#value.isScalar) return this.#breakValue(parsed.error);
    else this.#sink.broken(parsed.error, offset, line);
    this.#value.passLines();
    return this.#goOn(this.#list);
  }

  #endRest(): true {
    const list = this.#list;
    const limit = this.#value.limitReason();
    const rest = limit === undefined ? parseJson(restToObject(this.#value.text)) : { error: limit };
    if (rest.error !== undefined) this.#sink.broken(rest.error, this.#value.offset, this.#value.line);
    else if (list?.readAt === undefined && readAtOf(rest.value) !== undefined) this.#sink.note(LATE_READ_AT);
    this.#value.passLines();
    return this.#goOn(undefined);
  }

  #enterList(): true {
    const text = `${this.#value.text}[]}`;
    const shell = parseJson(this.#mode === 'rest' ? restToObject(text) : text);
    if (shell.error !== undefined) {
      const reason = 'broken JSON: what stands before the list, which is read';
      this.#sink.broken(reason, this.#value.offset, this.#value.line);
    }
    this.#value.passLines();
    return this.#openList(
      this.#value.listMember,
      readAtOf(shell.value) ?? this.#list?.readAt,
      this.#value.indent,
    );
  }

  #breakValue(reason: string): true {
    this.#sink.broken(reason, this.#value.offset, this.#value.line);
    if (this.#mode === 'rest') this.#list = undefined;
    this.#value.rewind();
    return this.#skip(this.#value.indent);
  }

  #skip(indent: number): true {
    if (this.#list !== undefined) this.#list.isDamaged = true;
    this.#skipIndent = indent;
    this.#mode = 'skip';
    return true;
  }

  #resume(): true {
    const list = this.#list;
    if (list === undefined || (this.#isOutside(list) && this.#skipIndent > list.indent))
      return this.#goOn(undefined);
    list.hasComma = true;
    return this.#goOn(list);
  }

  #goOn(list: OpenList | undefined): true {
    this.#list = list;
    this.#mode = list === undefined ? 'between' : 'list';
    return true;
  }
}
