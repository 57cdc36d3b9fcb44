import type { Fate } from './http/start-server.ts';
import { Random, seedFrom } from './random.ts';

/** How likely what goes wrong is, per request unless said otherwise; 0 where nothing is said. */
export interface FaultRates {
  /** Refused as too many requests. */
  readonly throttle?: number;
  /** Refused because another request was faster: TransactionConflict, in DynamoDB. */
  readonly conflict?: number;
  /** Done, but the answer is lost. */
  readonly lose?: number;
  /** The function dies before, or right after, the request is done, or before it can return. */
  readonly crash?: number;
  /** A message that is delivered again although it was deleted. */
  readonly duplicateMessage?: number;
  /** A batch of the stream that is delivered again although it was processed. */
  readonly duplicateBatch?: number;
  /** A finding of an import that comes back in FailedFindings. */
  readonly failFinding?: number;
  /** An item of a batch that DynamoDB leaves unprocessed; never all of them. */
  readonly leaveOut?: number;
}

/** A crash at one certain step: the `request`-th request of the `invocation`-th invocation of a function. */
export interface CrashPoint {
  readonly function: string;
  /** From 1 on. */
  readonly invocation: number;
  /** From 1 on; one beyond the last request is the step of returning. */
  readonly request: number;
  readonly when: 'before' | 'after';
}

/** What is decided about a step of an invocation: as a fate of a request, and whether the function dies of it. */
export interface Decision {
  readonly fate: Fate;
  readonly isCrash: boolean;
}

const ANSWER: Decision = { fate: 'answer', isCrash: false };
const CRASH_BEFORE: Decision = { fate: 'hang', isCrash: true };
const CRASH_AFTER: Decision = { fate: 'answer-and-hang', isCrash: true };

/** Decides what goes wrong. Each invocation draws from a seed of its own, so that none depends on the others' pace. */
export class Faults {
  rates: FaultRates;
  readonly #seed: number;
  readonly #points: CrashPoint[];
  /** The crash points that have been reached. */
  readonly reached: CrashPoint[] = [];

  constructor(seed: number, rates: FaultRates = {}, points: readonly CrashPoint[] = []) {
    this.#seed = seed;
    this.rates = rates;
    this.#points = [...points];
  }

  /** From now on nothing goes wrong any more. */
  stop(): void {
    this.rates = {};
    this.#points.length = 0;
  }

  /** The decisions about one invocation, which counts from 1 within its function. */
  ofInvocation(name: string, invocation: number): InvocationFaults {
    const random = new Random(seedFrom(this.#seed, `${name}/${invocation}`));
    return new InvocationFaults(this, random, name, invocation);
  }

  /** The crash point of a step, if one was asked for; it is reached once only. */
  takePoint(name: string, invocation: number, request: number): CrashPoint | undefined {
    const index = this.#points.findIndex(
      (point) => point.function === name && point.invocation === invocation && point.request === request,
    );
    if (index < 0) return undefined;
    const [point] = this.#points.splice(index, 1);
    if (point !== undefined) this.reached.push(point);
    return point;
  }
}

/** What goes wrong in one invocation, step by step. */
export class InvocationFaults {
  requests = 0;
  readonly #faults: Faults;
  readonly #random: Random;
  readonly #name: string;
  readonly #invocation: number;

  constructor(faults: Faults, random: Random, name: string, invocation: number) {
    this.#faults = faults;
    this.#random = random;
    this.#name = name;
    this.#invocation = invocation;
  }

  decideRequest(): Decision {
    const random = this.#random;
    const { throttle = 0, conflict = 0, lose = 0, crash = 0 } = this.#faults.rates;
    const point = this.#nextPoint();
    // Each draws whatever was decided, so that a rate that changes does not move the others.
    const [isThrottled, isBeaten, isLost] = [throttle, conflict, lose].map((rate) => random.next() < rate);
    const isCrash = random.next() < crash;
    const isBefore = random.next() < 0.5;
    if (point !== undefined) return point.when === 'before' ? CRASH_BEFORE : CRASH_AFTER;
    if (isCrash) return isBefore ? CRASH_BEFORE : CRASH_AFTER;
    if (isThrottled) return { fate: 'throttle', isCrash: false };
    if (isBeaten) return { fate: 'conflict', isCrash: false };
    return isLost ? { fate: 'lose', isCrash: false } : ANSWER;
  }

  /** True when the function dies although all its requests are done, so that nobody hears what it returns. */
  isCrashedBeforeReturn(): boolean {
    const point = this.#nextPoint();
    const isCrash = this.#random.next() < (this.#faults.rates.crash ?? 0);
    return point !== undefined || isCrash;
  }

  #nextPoint(): CrashPoint | undefined {
    this.requests += 1;
    return this.#faults.takePoint(this.#name, this.#invocation, this.requests);
  }
}
