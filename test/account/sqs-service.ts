import { createJsonService, type Operation } from './http/json-service.ts';
import type { Service } from './http/service.ts';
import { ServiceError } from './http/service-error.ts';
import { md5, type Queue, type ReceivedMessage } from './queue.ts';

interface QueueRequest {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly ReceiptHandle: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly Entries: readonly {
    readonly Id: string;
    readonly MessageBody: string;
    readonly ReceiptHandle: string;
  }[];
}

/** Puts queues on the wire as SQS; a queue is known by the last part of its URL. */
export function createSqsService(queues: ReadonlyMap<string, Queue>): Service {
  const queueOf = ({ QueueUrl }: QueueRequest): Queue => {
    const queue = queues.get(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1));
    if (queue === undefined)
      throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  };
  const answers = Object.entries(ANSWERS).map(([name, answer]): [string, Operation] => [
    name,
    (request: QueueRequest) => answer(queueOf(request), request),
  ]);
  return createJsonService({
    contentType: 'application/x-amz-json-1.0',
    operations: new Map(answers),
    refusal: () => new ServiceError('RequestThrottled', 'The request was denied due to request throttling.'),
  });
}

const ANSWERS: Readonly<Record<string, (queue: Queue, request: QueueRequest) => unknown>> = {
  SendMessage: (queue, { MessageBody: body }) => ({
    MessageId: queue.send(body),
    MD5OfMessageBody: md5(body),
  }),
  SendMessageBatch: (queue, { Entries }) => ({
    Successful: Entries.map(({ Id, MessageBody: body }) => ({
      Id,
      MessageId: queue.send(body),
      MD5OfMessageBody: md5(body),
    })),
    Failed: [],
  }),
  ReceiveMessage: (queue, { MaxNumberOfMessages: max = 1, VisibilityTimeout: timeout }) => ({
    Messages: queue.receive(max, timeout).map(toMessage),
  }),
  DeleteMessage: (queue, { ReceiptHandle }) => queue.delete(ReceiptHandle),
  DeleteMessageBatch: (queue, { Entries }) => {
    for (const { ReceiptHandle } of Entries) queue.delete(ReceiptHandle);
    return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
  ChangeMessageVisibility: (queue, { ReceiptHandle, VisibilityTimeout = 0 }) =>
    queue.changeVisibility(ReceiptHandle, VisibilityTimeout),
  GetQueueAttributes: (queue) => {
    const { visible, inFlight } = queue.counts();
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: '0',
      },
    };
  },
};

function toMessage({
  messageId,
  receiptHandle,
  body,
  md5OfBody,
  receiveCount,
  sentMs,
}: ReceivedMessage): object {
  return {
    MessageId: messageId,
    ReceiptHandle: receiptHandle,
    Body: body,
    MD5OfBody: md5OfBody,
    Attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentMs) },
  };
}
