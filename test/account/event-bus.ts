import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { compilePattern, type EventTest } from '../../src/core/pattern/compile-pattern.ts';
import { parsePattern } from '../../src/core/pattern/parse-pattern.ts';
import type { AccountClock } from './account-clock.ts';
import type { AccountIdentity } from './account-identity.ts';

/** An event before the bus gives it what every event has. */
export interface BusEvent {
  readonly 'detail-type': string;
  readonly source: string;
  readonly resources?: readonly string[];
  readonly detail: JsonObject;
}

/** A rule of the bus: events that match its pattern go to its target, as they are. */
export interface BusRule {
  readonly name: string;
  readonly pattern: JsonObject;
  readonly deliver: (event: JsonObject) => void;
}

/** PutEvents takes entries up to 1 MB since January 2026, patterns have 2,048 characters (EventBridge quotas). */
const EVENT_BYTES_MAX = 1_048_576;
const PATTERN_LENGTH_MAX = 2048;

/** The default event bus of an account: matches events with the deployed patterns. */
export class EventBus {
  /** Every event that came, in order. */
  readonly events: JsonObject[] = [];
  readonly #rules: { readonly test: EventTest; readonly rule: BusRule }[] = [];
  readonly #identity: AccountIdentity;
  readonly #clock: AccountClock;

  constructor(identity: AccountIdentity, clock: AccountClock) {
    this.#identity = identity;
    this.#clock = clock;
  }

  /** Adds a rule; a pattern that EventBridge would not take is a defect of the template and throws. */
  addRule(rule: BusRule): void {
    const parsed = parsePattern(rule.pattern);
    if (!parsed.ok) throw new Error(`the pattern of ${rule.name}: ${parsed.issues[0]?.message}`);
    const { length } = JSON.stringify(rule.pattern);
    if (length > PATTERN_LENGTH_MAX) throw new Error(`the pattern of ${rule.name} has ${length} characters`);
    this.#rules.push({ test: compilePattern(parsed.value), rule });
  }

  /** Puts an event on the bus: it gets its envelope and goes to the target of each rule that it matches. */
  put(event: BusEvent): JsonObject {
    const whole = this.#envelop(event);
    if (Buffer.byteLength(JSON.stringify(whole)) > EVENT_BYTES_MAX)
      throw new Error('the event is larger than 1 MB');
    this.events.push(whole);
    for (const { test, rule } of this.#rules) if (test(whole)) rule.deliver(whole);
    return whole;
  }

  #envelop(event: BusEvent): JsonObject {
    return {
      version: '0',
      id: `00000000-0000-4000-8000-${String(this.events.length + 1).padStart(12, '0')}`,
      'detail-type': event['detail-type'],
      source: event.source,
      account: this.#identity.account,
      time: new Date(this.#clock.now()).toISOString().replace(/\.\d+/, ''),
      region: this.#identity.region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
  }
}

/** The `Detail` of a PutEvents entry; undefined for anything but the text of a JSON object. */
export function parseDetail(text: unknown): JsonObject | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const detail: Json = JSON.parse(text);
    return isJsonObject(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}
