import type { AccountIdentity } from './account-identity.ts';
import type { QueueSourceSettings } from './account-stack.ts';
import { type EventSource, failedItems, type Invoke } from './event-source.ts';
import type { Queue, ReceivedMessage } from './queue.ts';

/** What an event source mapping from a queue is made of. */
export interface QueueSourceOptions {
  readonly settings: QueueSourceSettings;
  readonly queue: Queue;
  readonly identity: AccountIdentity;
  readonly invoke: Invoke;
  /** How many messages to take at once, up to the most that is allowed. */
  readonly chooseSize: (max: number) => number;
}

/** Takes batches from a queue; what the function does not want again is deleted, all else comes back in its time. */
export class QueueSource implements EventSource {
  readonly #options: QueueSourceOptions;

  constructor(options: QueueSourceOptions) {
    this.#options = options;
  }

  ready(): readonly (() => Promise<void>)[] {
    return this.#options.queue.counts().visible > 0 ? [() => this.#deliver()] : [];
  }

  nextReadyMs(): number | undefined {
    return this.#options.queue.nextVisibleMs();
  }

  async #deliver(): Promise<void> {
    const { queue, settings, invoke, chooseSize, identity } = this.#options;
    const messages = queue.receive(chooseSize(settings.batchSize ?? 10));
    if (messages.length === 0) return;
    const event = { Records: messages.map((message) => toRecord(message, queue.settings.name, identity)) };
    const record = await invoke(event);
    const identifiers = messages.map(({ messageId }) => messageId);
    const failed = failedItems(record, settings.reportsBatchItemFailures === true, identifiers);
    if (failed === 'all') return;
    for (const { messageId, receiptHandle } of messages) {
      if (!failed.has(messageId)) queue.delete(receiptHandle);
    }
  }
}

function toRecord(message: ReceivedMessage, queue: string, { account, region }: AccountIdentity): object {
  const { messageId, receiptHandle, body, md5OfBody, receiveCount, sentMs } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentMs),
      SenderId: 'AIDAEVENTBRIDGE',
      ApproximateFirstReceiveTimestamp: String(sentMs),
    },
    messageAttributes: {},
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${region}:${account}:${queue}`,
    awsRegion: region,
  };
}
