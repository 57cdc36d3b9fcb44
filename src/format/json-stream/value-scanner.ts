// Finds where a JSON value ends without understanding it: brackets on a stack, strings jumped over, and the one
// check that notices a cut-off line early, namely that no value follows a value without a comma or a colon.
// `{"a":{"b":1⏎{"c":2}` breaks at the second line's `{` instead of swallowing the rest of the file. Whether the
// text between start and end really is JSON is left to JSON.parse.

import type { Buffer } from 'node:buffer';
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './bytes.ts';
import { DOCUMENT_BYTES_MAX, DOCUMENT_DEPTH_MAX } from './json-limits.ts';

/** How a scan ended: out of bytes, value complete, not JSON, or at the `[` of a list to go into. */
export type ScanOutcome = 'more' | 'done' | 'broken' | 'list';

/** The members of a top-level object whose elements are documents of their own. */
export const LIST_MEMBERS = ['Findings', 'findings', 'configurationItems'] as const;

/** The name of a member whose elements are documents of their own. */
export type ListMember = (typeof LIST_MEMBERS)[number];

const VALUE = 0;

/** A resumable scan over one value; offsets are counted from the first byte of the value. */
export class ValueScanner {
  /** Where the scan stands: after the value when done, at the offending byte when broken, at `[` for a list. */
  offset = 0;
  /** Line breaks passed so far. */
  lines = 0;
  /** Offset of the line that `offset` is on; -1 while that is the line on which the value starts. */
  lineOffset = -1;
  /** The member whose list was reached. */
  listMember: ListMember | undefined;
  /** Whether the value nests deeper than `DOCUMENT_DEPTH_MAX`. */
  isTooDeep = false;

  readonly #stack: Uint8Array = new Uint8Array(DOCUMENT_DEPTH_MAX + 1);
  #depth = 0;
  #last: number = COLON;
  #inString = false;
  #isEscaped = false;
  #keyOffset = -1;
  #wantsLists = false;

  /** Starts over at a value; with `wantsLists` the scan stops at the lists of a top-level object. */
  start(wantsLists: boolean): void {
    this.#reset(wantsLists);
    this.#depth = 0;
    this.#last = COLON;
  }

  /** Starts over inside a top-level object, behind one of its member values. */
  startInsideObject(): void {
    this.#reset(true);
    this.#depth = 1;
    this.#stack[1] = OPEN_OBJECT;
    this.#last = VALUE;
  }

  /** Whether the scan stands inside a string. */
  get isInString(): boolean {
    return this.#inString;
  }

  /** Scans `bytes[start + offset, end)`, where `start` is the index of the value's first byte. */
  scan(bytes: Buffer, start: number, end: number): ScanOutcome {
    let at = start + this.offset;
    let outcome: ScanOutcome = 'more';
    while (at < end && outcome === 'more') {
      if (this.#inString) {
        at = this.#passString(bytes, at, end);
        if (this.#inString) outcome = at < end ? 'broken' : 'more';
        else outcome = this.#endString(bytes, start, at);
        continue;
      }
      const byte = bytes[at] ?? 0;
      if (byte === SPACE) at += 1;
      else if (this.#depth === 0 && this.#endsScalar(byte)) outcome = 'done';
      else {
        this.offset = at - start;
        outcome = this.#passToken(byte);
        if (outcome === 'more' || outcome === 'done') at += 1;
      }
    }
    this.offset = at - start;
    return outcome;
  }

  #reset(wantsLists: boolean): void {
    this.offset = 0;
    this.lines = 0;
    this.lineOffset = -1;
    this.listMember = undefined;
    this.isTooDeep = false;
    this.#inString = false;
    this.#isEscaped = false;
    this.#keyOffset = -1;
    this.#wantsLists = wantsLists;
  }

  #passString(bytes: Buffer, from: number, end: number): number {
    let at = from;
    if (this.#isEscaped && at < end && bytes[at] !== NEWLINE) {
      this.#isEscaped = false;
      at += 1;
    }
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte !== QUOTE && byte !== BACKSLASH && byte !== NEWLINE) continue;
      if (byte === NEWLINE) return at;
      if (byte === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
      if (at + 1 === end) this.#isEscaped = true;
      else if (bytes[at + 1] !== NEWLINE) at += 1;
    }
    return at;
  }

  #endString(bytes: Buffer, start: number, at: number): ScanOutcome {
    if (this.#keyOffset >= 0) {
      this.listMember = listMemberAt(bytes, start + this.#keyOffset, at, at - start);
      this.#keyOffset = -1;
    }
    return this.#depth === 0 ? 'done' : 'more';
  }

  #endsScalar(byte: number): boolean {
    return (
      this.#last === VALUE &&
      (isSpace(byte) || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)
    );
  }

  #passToken(byte: number): ScanOutcome {
    switch (byte) {
      case NEWLINE:
        this.lines += 1;
        this.lineOffset = this.offset + 1;
        return 'more';
      case TAB:
      case RETURN:
        return 'more';
      case QUOTE:
        return this.#openString();
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return this.#open(byte);
      case CLOSE_OBJECT:
        return this.#close(OPEN_OBJECT);
      case CLOSE_ARRAY:
        return this.#close(OPEN_ARRAY);
      case COMMA:
        this.listMember = undefined;
        this.#last = COMMA;
        return 'more';
      case COLON:
        this.#last = COLON;
        return 'more';
      default:
        this.#last = VALUE;
        return 'more';
    }
  }

  #openString(): ScanOutcome {
    if (this.#last === VALUE) return 'broken';
    const isKey = this.#wantsLists && this.#depth === 1 && this.#last !== COLON;
    if (isKey) this.#keyOffset = this.offset;
    this.#inString = true;
    this.#last = VALUE;
    return 'more';
  }

  #open(byte: number): ScanOutcome {
    if (this.#last === VALUE) return 'broken';
    if (this.#depth === 1 && this.listMember !== undefined) {
      if (byte === OPEN_ARRAY && this.#last === COLON && this.offset <= DOCUMENT_BYTES_MAX) return 'list';
      this.listMember = undefined;
    }
    this.#depth += 1;
    if (this.#depth > DOCUMENT_DEPTH_MAX) this.isTooDeep = true;
    else this.#stack[this.#depth] = byte;
    this.#last = byte;
    return 'more';
  }

  #close(opener: number): ScanOutcome {
    if (this.#depth === 0) return 'broken';
    if (this.#depth <= DOCUMENT_DEPTH_MAX && this.#stack[this.#depth] !== opener) return 'broken';
    this.#depth -= 1;
    this.#last = VALUE;
    return this.#depth === 0 ? 'done' : 'more';
  }
}

// A list is gone into only while its object is short enough to be read; later its first bytes are gone.
function listMemberAt(bytes: Buffer, from: number, to: number, offset: number): ListMember | undefined {
  if (offset > DOCUMENT_BYTES_MAX) return undefined;
  const length = to - from - 2;
  if (length !== 8 && length !== 18) return undefined;
  const name = bytes.toString('latin1', from + 1, to - 1);
  return LIST_MEMBERS.find((member) => member === name);
}
