import type { DeliveryCounts } from '../core/delivery-counts.ts';
import type { Place } from '../input/place.ts';
import type { Messages } from './messages.ts';

const REDRAW_MS = 100;

/** Shows how far a replay is, at most ten times a second, where stderr is a terminal. */
export class Progress {
  readonly #messages: Messages;
  readonly #startedMs = performance.now();
  #shownMs: number = Number.NEGATIVE_INFINITY;
  #bytesBefore = 0;
  #place: Place | undefined;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  /** Takes the counts so far, the place that was read last, and how many incidents are open. */
  advance(counts: DeliveryCounts, place: Place, openIncidents: number): void {
    if (!this.#messages.isTerminal) return;
    if (this.#place !== undefined && this.#place.file !== place.file)
      this.#bytesBefore += this.#place.byteOffset;
    this.#place = place;
    const nowMs = performance.now();
    if (nowMs - this.#shownMs < REDRAW_MS) return;
    this.#shownMs = nowMs;
    const perSecond = counts.received / Math.max(0.001, (nowMs - this.#startedMs) / 1000);
    this.#messages.progress(
      [
        `${toCountText(counts.received)} findings`,
        `${toCountText(Math.round(perSecond))}/s`,
        toBytesText(this.#bytesBefore + place.byteOffset),
        `${toCountText(openIncidents)} incidents open`,
      ].join('  '),
    );
  }
}

/** A number with its thousands set apart. */
export function toCountText(count: number): string {
  return count.toLocaleString('en');
}

/** A number of things: `1 rule`, `1,200 rules`; `things` where an s alone does not make more of them. */
export function toCounted(count: number, thing: string, things = `${thing}s`): string {
  return `${toCountText(count)} ${count === 1 ? thing : things}`;
}

function toBytesText(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
