import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import {
  ASFF_FORMAT,
  type DocumentItem,
  isAsffFinding,
  parseDocument,
  withTime,
} from '../format/document.ts';
import type { JsonList, JsonSink } from '../format/json-stream/json-sink.ts';
import type { InputRecord } from './input-record.ts';
import type { Place } from './place.ts';

/** Told once for each file and format what was recognised in it. */
export type OnDetected = (file: string, description: string) => void;

/** What is announced of a packed file, before what it holds. */
export const GZIP_NOTE = 'gzip';

/** Turns the documents of one file into records, in their order, and announces what they are. */
export class RecordCollector implements JsonSink {
  readonly #file: string;
  readonly #onDetected: OnDetected;
  readonly #announced: Set<string> = new Set();
  #records: InputRecord[] = [];
  #hasRecords = false;
  #lastFormat: string | undefined;
  #lastMember: string | undefined;

  constructor(file: string, onDetected: OnDetected) {
    this.#file = file;
    this.#onDetected = onDetected;
  }

  /** Whether the file has held nothing that is a record or worth a note, packed or not. */
  get isEmpty(): boolean {
    return !this.#hasRecords && [...this.#announced].every((description) => description === GZIP_NOTE);
  }

  /** The records since the last call. */
  take(): InputRecord[] {
    const records = this.#records;
    if (records.length === 0) return records;
    this.#records = [];
    this.#hasRecords = true;
    return records;
  }

  document(value: Json, byteOffset: number, line: number, list: JsonList | undefined): void {
    const place = { file: this.#file, byteOffset, line };
    if (isJsonObject(value) && isAsffFinding(value)) this.#addFinding(value, place, list);
    else for (const item of parseDocument(value)) this.#addItem(withTime(item, list?.readAt), place, list);
  }

  broken(reason: string, byteOffset: number, line: number): void {
    this.#records.push({ kind: 'quarantined', reason, place: { file: this.#file, byteOffset, line } });
  }

  note(description: string): void {
    if (this.#announced.has(description)) return;
    this.#announced.add(description);
    this.#onDetected(this.#file, description);
  }

  /** Adds that reading stopped at `byteOffset`. */
  fail(reason: string, byteOffset: number): void {
    this.#records.push({ kind: 'quarantined', reason, place: { file: this.#file, byteOffset } });
  }

  // The hot path: nearly every document of nearly every input.
  #addFinding(value: JsonObject, place: Place, list: JsonList | undefined): void {
    this.#announce(ASFF_FORMAT, list);
    const time = list?.readAt;
    if (time === undefined) this.#records.push({ kind: 'finding', value, place });
    else this.#records.push({ kind: 'finding', value, time, place });
  }

  #addItem(item: DocumentItem, place: Place, list: JsonList | undefined): void {
    this.#announce(item.format, list);
    if (item.kind === 'unknown') {
      this.#records.push({ kind: 'quarantined', reason: item.reason, place });
      return;
    }
    const time = item.time === undefined ? {} : { time: item.time };
    if (item.kind === 'finding') this.#records.push({ kind: 'finding', value: item.value, ...time, place });
    else this.#records.push({ kind: 'context', source: item.source, value: item.value, ...time, place });
  }

  #announce(format: string, list: JsonList | undefined): void {
    const member = list === undefined ? undefined : (list.member ?? '[]');
    if (format === this.#lastFormat && member === this.#lastMember) return;
    this.#lastFormat = format;
    this.#lastMember = member;
    const layout = member === '[]' ? ' in an array' : ` in \`${member}\``;
    this.note(member === undefined ? format : `${format}${layout}`);
  }
}
