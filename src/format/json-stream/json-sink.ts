import type { Json } from '../../core/json.ts';
import type { ListMember } from './value-scanner.ts';

/** A list that is read one element at a time: a top-level array, or a list member of a top-level object. */
export interface JsonList {
  /** The member that holds the list; undefined for a top-level array. */
  readonly member: ListMember | undefined;
  /** The `ReadAt` that stood before the list in its object. */
  readonly readAt: string | undefined;
}

/** What a splitter tells while it reads; offsets are bytes from the start of the text, lines count from 1. */
export interface JsonSink {
  /** One document, parsed; `list` when it is an element of a list. */
  document(value: Json, byteOffset: number, line: number, list: JsonList | undefined): void;
  /** A stretch of text that starts here and cannot be read. */
  broken(reason: string, byteOffset: number, line: number): void;
  /** Something worth saying once about the text. */
  note(message: string): void;
}

/** What to call `list`: `array`, or the list of a member. */
export function describeList(list: JsonList): string {
  return list.member === undefined ? 'array' : `list \`${list.member}\``;
}
