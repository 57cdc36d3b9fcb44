import type { Messages } from './messages.ts';
import { toCounted } from './progress.ts';

/** So many detections are told one by one. */
export const DETECTIONS_TOLD_MAX = 40;

/** Tells what was recognised in each of the first files, and of the others how many hold what. */
export class DetectionReport {
  readonly #messages: Messages;
  readonly #untold: Map<string, number> = new Map();
  #toldCount = 0;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  /** Notes what was recognised in a file; once for each file and description. */
  add(file: string, description: string): void {
    if (this.#toldCount < DETECTIONS_TOLD_MAX) {
      this.#toldCount += 1;
      this.#messages.note(`${file}: ${description}`);
    } else {
      this.#untold.set(description, (this.#untold.get(description) ?? 0) + 1);
    }
  }

  /** Tells what `add` has not told. */
  finish(): void {
    for (const [description, count] of this.#untold) {
      this.#messages.note(`${toCounted(count, 'more file')}: ${description}`);
    }
  }
}
