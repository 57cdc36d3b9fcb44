import type { Quarantined } from '../desk/replay-records.ts';
import { toPlaceText } from '../input/place.ts';
import type { LineFile } from './line-file.ts';
import type { Messages } from './messages.ts';

/** So many quarantined records are told one by one. */
export const QUARANTINED_TOLD_MAX = 20;

const LINES_BUFFERED_MAX = 500;

/** Tells the first quarantined records on stderr, and writes all of them to a file where one is given. */
export class QuarantineReport {
  readonly #messages: Messages;
  readonly #file: LineFile | undefined;
  readonly #whereAll: string;
  #lines: string[] = [];
  #count = 0;

  /** `whereAll` says where all of them can be seen. */
  constructor(
    messages: Messages,
    whereAll = '`corroborate replay --quarantine FILE` lists all',
    file?: LineFile,
  ) {
    this.#messages = messages;
    this.#whereAll = whereAll;
    this.#file = file;
  }

  /** Notes one record; what it writes is written by the next `write`. */
  add({ place, reason }: Quarantined): void {
    this.#count += 1;
    if (this.#count <= QUARANTINED_TOLD_MAX) {
      this.#messages.warn(`${toPlaceText(place)} quarantined: ${reason}`);
    }
    if (this.#file !== undefined) this.#lines.push(`${JSON.stringify({ ...place, reason })}\n`);
  }

  /** Writes the lines that have gathered, when there are many of them. */
  async writeWhenMany(): Promise<void> {
    if (this.#lines.length >= LINES_BUFFERED_MAX) await this.#write();
  }

  /** Writes what is left, and tells how many records have not been told. */
  async finish(): Promise<void> {
    await this.#write();
    const untold = this.#count - QUARANTINED_TOLD_MAX;
    if (untold <= 0) return;
    this.#messages.warn(`${untold.toLocaleString('en')} more quarantined; ${this.#whereAll}`);
  }

  async #write(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length > 0) await this.#file?.write(lines.join(''));
  }
}
