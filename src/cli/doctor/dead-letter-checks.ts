import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Heartbeat } from '../../store/dynamodb/heartbeat-item.ts';
import { toCounted } from '../progress.ts';
import { ask, type Check } from './check.ts';

const NAME = 'dead-letters';

/** Whether dead letters are waiting, queue by queue. */
export async function checkDeadLetters(
  client: SQSClient,
  heartbeat: Heartbeat | undefined,
): Promise<readonly Check[]> {
  const queues = [...(heartbeat?.deadLetterQueues ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  if (queues.length === 0) {
    return [
      { name: NAME, status: 'unknown', text: 'the table does not name the queues before the first event' },
    ];
  }
  const checks = queues.map(([edge, url]) => {
    const name = `${NAME} ${edge}`;
    return ask(name, async () => [await checkQueue(client, name, url)]);
  });
  return (await Promise.all(checks)).flat();
}

async function checkQueue(client: SQSClient, name: string, url: string): Promise<Check> {
  const waiting = await countMessages(client, url);
  if (waiting === undefined) {
    return {
      name,
      status: 'fail',
      text: `there is no queue \`${url}\``,
      hint: 'deploy again: what is put there would be lost',
    };
  }
  if (waiting === 0) return { name, status: 'ok', text: 'none is waiting' };
  return {
    name,
    status: 'fail',
    text: `${toCounted(waiting, 'message')} waiting`,
    hint: 'docs/runbook.md says what they mean and how to send them on their way again',
  };
}

/** Counted approximately by SQS, those that somebody is looking at too; undefined where there is no queue. */
async function countMessages(client: SQSClient, url: string): Promise<number | undefined> {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  try {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const visible = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    return visible + Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0);
  } catch (error) {
    if (error instanceof Error && MISSING.has(error.name)) return undefined;
    throw error;
  }
}

const MISSING: ReadonlySet<string> = new Set([
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
]);
