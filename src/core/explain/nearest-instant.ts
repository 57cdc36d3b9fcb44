// The window [t, t + within] in which a rule comes nearest to holding begins where some piece ends, or ends where one
// starts. Going through these instants from the earliest to the latest, pieces come into the window in the order of
// their starts and leave it in the order of their ends, so that no instant costs a look at all pieces.

import { countedValues, type Evidence } from '../correlation/evidence.ts';
import type { EvidenceBySignal } from '../correlation/holds-at.ts';
import type { DurationMs, Instant } from '../instant.ts';
import type { Rule } from '../rule/rule.ts';

/**
 * The instant at which the most signals are met, those met in part by their share; of several the one that the missing
 * pieces are nearest to, and of those the latest. Undefined when there is no evidence at all.
 */
export function nearestInstant(rule: Rule, pieces: EvidenceBySignal): Instant | undefined {
  const deciding = rule.signals.filter(({ role }) => role === 'required' || role === 'any');
  const passages = deciding.map(({ name, count }) => {
    return new Passage(pieces.get(name) ?? [], count, rule.withinMs);
  });
  let nearest: { readonly at: Instant; readonly score: number; readonly distance: DurationMs } | undefined;
  for (const at of instantsToTry(rule, pieces)) {
    for (const passage of passages) passage.advance(at);
    const score = sum(passages, (passage) => passage.score());
    if (nearest !== undefined && score < nearest.score) continue;
    const distance = sum(passages, (passage) => passage.distance(at));
    if (nearest !== undefined && score === nearest.score && distance > nearest.distance) continue;
    nearest = { at, score, distance };
  }
  return nearest?.at;
}

function instantsToTry({ withinMs }: Rule, pieces: EvidenceBySignal): readonly Instant[] {
  const instants = new Set<Instant>();
  for (const { from, to } of [...pieces.values()].flat()) {
    instants.add(to);
    instants.add((from - withinMs) as Instant);
  }
  return [...instants].sort((a, b) => a - b);
}

function sum(passages: readonly Passage[], measure: (passage: Passage) => number): number {
  return passages.reduce((total, passage) => total + measure(passage), 0);
}

/** The pieces of one signal, as they pass through a window that only moves on. */
class Passage {
  readonly #byStart: readonly Evidence[];
  readonly #byEnd: readonly Evidence[];
  readonly #count: number;
  readonly #withinMs: DurationMs;
  /** How many pieces in the window have a value. */
  readonly #times = new Map<string, number>();
  /** How many pieces have come into the window so far, and how many have left it again. */
  #entered = 0;
  #left = 0;

  constructor(pieces: readonly Evidence[], count: number, withinMs: DurationMs) {
    this.#byStart = pieces.toSorted((a, b) => a.from - b.from);
    this.#byEnd = pieces.toSorted((a, b) => a.to - b.to);
    this.#count = count;
    this.#withinMs = withinMs;
  }

  advance(at: Instant): void {
    for (; (this.#byStart[this.#entered]?.from ?? Infinity) <= at + this.#withinMs; this.#entered += 1)
      this.#note(this.#byStart[this.#entered], 1);
    for (; (this.#byEnd[this.#left]?.to ?? Infinity) < at; this.#left += 1)
      this.#note(this.#byEnd[this.#left], -1);
  }

  #note(piece: Evidence | undefined, by: 1 | -1): void {
    for (const value of piece === undefined ? [] : countedValues(piece)) {
      const times = (this.#times.get(value) ?? 0) + by;
      if (times === 0) this.#times.delete(value);
      else this.#times.set(value, times);
    }
  }

  /** 1 for a signal that is met, and half of its share of pieces for one that is not. */
  score(): number {
    const met = this.#times.size;
    return met >= this.#count ? 1 : (met / this.#count) * 0.5;
  }

  /** How far outside the window as many pieces lie as are missing, or all where there are fewer. */
  distance(at: Instant): DurationMs {
    let before = this.#left - 1;
    let after = this.#entered;
    let distance: DurationMs = 0;
    for (let short = this.#count - this.#times.size; short > 0; short -= 1) {
      const missedBefore = at - (this.#byEnd[before]?.to ?? -Infinity);
      const missedAfter = (this.#byStart[after]?.from ?? Infinity) - (at + this.#withinMs);
      const missed = Math.min(missedBefore, missedAfter);
      if (missed === Infinity) break;
      distance = missed;
      if (missed === missedBefore) before -= 1;
      else after += 1;
    }
    return distance;
  }
}
