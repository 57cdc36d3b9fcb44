import { createHash } from 'node:crypto';
import type { AccountClock } from './account-clock.ts';
import type { Random } from './random.ts';

/** Settings of a queue, as CloudFormation names them. */
export interface QueueSettings {
  readonly name: string;
  /** 30 s when nothing is said. */
  readonly visibilityTimeoutSeconds?: number;
  /** 4 days when nothing is said. */
  readonly retentionSeconds?: number;
  /** Where a message goes that has been received so often without being deleted. */
  readonly redrive?: { readonly deadLetterQueue: string; readonly maxReceiveCount: number };
}

/** A message as it is received; the handle is of this receipt, and deletes only as long as it is the newest. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly receiveCount: number;
  readonly sentMs: number;
}

/** What a queue is made of. */
export interface QueueOptions {
  readonly settings: QueueSettings;
  readonly clock: AccountClock;
  readonly random: Random;
  /** Messages come as they were sent; otherwise in any order, as a standard queue may give them. */
  readonly isOrdered?: boolean;
  /** How likely a message is received once more after it was deleted: a standard queue delivers at least once. */
  readonly duplicates?: () => number;
  /** Takes the messages that are received too often; undefined where they go on being received. */
  readonly deadLetters?: (body: string) => void;
}

interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly sentMs: number;
  receiveCount: number;
  receiptHandle: string;
  visibleMs: number;
}

const VISIBILITY_TIMEOUT_SECONDS = 30;
const RETENTION_SECONDS = 4 * 86_400;
/** `SendMessage` takes 1 MB since August 2025. */
const BODY_BYTES_MAX = 1_048_576;

/** A standard queue: at least once, in no order, in the time of the account. */
export class Queue {
  readonly settings: QueueSettings;
  /** Bodies of all messages that were ever sent, in order. */
  readonly sent: string[] = [];
  /** Messages that nobody deleted in time. */
  expired = 0;
  readonly #options: QueueOptions;
  readonly #messages = new Map<string, Message>();
  #receipts = 0;

  constructor(options: QueueOptions) {
    this.settings = options.settings;
    this.#options = options;
  }

  send(body: string): string {
    if (Buffer.byteLength(body) > BODY_BYTES_MAX)
      throw new Error(`${this.settings.name}: a message above 1 MB`);
    this.sent.push(body);
    return this.#add(body, this.#options.clock.now());
  }

  /** Up to `max` messages, which others do not see until the timeout has passed. */
  receive(max: number, visibilityTimeoutSeconds: number = this.#timeoutSeconds()): ReceivedMessage[] {
    const { clock, random, isOrdered = false } = this.#options;
    const visible = this.#visible();
    const received: ReceivedMessage[] = [];
    for (const message of isOrdered ? visible : random.shuffled(visible)) {
      if (received.length === max) break;
      if (this.#redrive(message)) continue;
      this.#receipts += 1;
      message.receiveCount += 1;
      message.visibleMs = clock.now() + visibilityTimeoutSeconds * 1000;
      message.receiptHandle = `${message.messageId}/${this.#receipts}`;
      received.push(toReceived(message));
    }
    return received;
  }

  /** Deletes a message; a handle of an earlier receipt deletes nothing, which is no error. */
  delete(receiptHandle: string): void {
    const message = this.#messages.get(receiptHandle.slice(0, receiptHandle.indexOf('/')));
    if (message?.receiptHandle !== receiptHandle) return;
    this.#messages.delete(message.messageId);
    const { random, duplicates } = this.#options;
    if (random.chance(duplicates?.() ?? 0))
      this.#messages.set(message.messageId, { ...message, visibleMs: 0 });
  }

  /** Makes a message visible at another time, `seconds` from now. */
  changeVisibility(receiptHandle: string, seconds: number): void {
    const message = this.#messages.get(receiptHandle.slice(0, receiptHandle.indexOf('/')));
    if (message?.receiptHandle === receiptHandle)
      message.visibleMs = this.#options.clock.now() + seconds * 1000;
  }

  /** Bodies of the messages that are there, visible or not. */
  bodies(): readonly string[] {
    return [...this.#messages.values()].map(({ body }) => body);
  }

  /** Takes all messages away, and gives their bodies. */
  drain(): readonly string[] {
    const bodies = this.bodies();
    this.#messages.clear();
    return bodies;
  }

  counts(): { readonly visible: number; readonly inFlight: number } {
    const visible = this.#visible().length;
    return { visible, inFlight: this.#messages.size - visible };
  }

  /** When the next message can be received; undefined when there is none. */
  nextVisibleMs(): number | undefined {
    let next: number | undefined;
    for (const { visibleMs } of this.#messages.values()) next = Math.min(next ?? visibleMs, visibleMs);
    return next;
  }

  #add(body: string, sentMs: number): string {
    const messageId = `${this.settings.name}-${this.sent.length}`;
    this.#messages.set(messageId, {
      messageId,
      body,
      sentMs,
      receiveCount: 0,
      receiptHandle: '',
      visibleMs: 0,
    });
    return messageId;
  }

  #visible(): Message[] {
    const nowMs = this.#options.clock.now();
    const bornMs = nowMs - (this.settings.retentionSeconds ?? RETENTION_SECONDS) * 1000;
    for (const { messageId, sentMs } of this.#messages.values()) {
      if (sentMs >= bornMs) continue;
      this.#messages.delete(messageId);
      this.expired += 1;
    }
    return [...this.#messages.values()].filter(({ visibleMs }) => visibleMs <= nowMs);
  }

  #redrive(message: Message): boolean {
    const { redrive } = this.settings;
    if (redrive === undefined || message.receiveCount < redrive.maxReceiveCount) return false;
    this.#messages.delete(message.messageId);
    this.#options.deadLetters?.(message.body);
    return true;
  }

  #timeoutSeconds(): number {
    return this.settings.visibilityTimeoutSeconds ?? VISIBILITY_TIMEOUT_SECONDS;
  }
}

function toReceived({ messageId, receiptHandle, body, receiveCount, sentMs }: Message): ReceivedMessage {
  return { messageId, receiptHandle, body, receiveCount, sentMs, md5OfBody: md5(body) };
}

/** The digest by which clients check what they have sent and received. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
