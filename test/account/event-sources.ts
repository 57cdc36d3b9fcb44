import type { AccountClock } from './account-clock.ts';
import type { Services } from './account-services.ts';
import type { AccountStack } from './account-stack.ts';
import type { RecordSource } from './dynamodb/stream.ts';
import type { EventSource, Invoke } from './event-source.ts';
import { QueueSource } from './queue-source.ts';
import type { Random } from './random.ts';
import { StreamSource } from './stream-source.ts';

/** How the event sources of an account work. */
export interface EventSourcesOptions {
  readonly clock: AccountClock;
  readonly random: Random;
  readonly shards: number;
  readonly batchSizes: 'full' | 'random';
  readonly invokerOf: (name: string) => Invoke;
  readonly streamOf: (table: string) => RecordSource | undefined;
}

/** Makes the event source mappings of a stack. */
export function createEventSources(
  services: Services,
  stack: AccountStack,
  options: EventSourcesOptions,
): readonly EventSource[] {
  const { clock, random, shards, invokerOf, streamOf } = options;
  const chooseSize =
    options.batchSizes === 'full' ? (max: number) => max : (max: number) => anySize(max, random);
  const queues = stack.queueSources.map((settings) => {
    const { identity } = services;
    const invoke = invokerOf(settings.function);
    return new QueueSource({
      settings,
      queue: services.queueOf(settings.queue),
      identity,
      invoke,
      chooseSize,
    });
  });
  const streams = stack.streamSources.map((settings) => {
    const stream = streamOf(settings.table);
    if (stream === undefined) throw new Error(`the table ${settings.table} has no stream`);
    const { onFailureQueue } = settings;
    return new StreamSource({
      ...{ settings, stream, clock, random, shards, chooseSize, invoke: invokerOf(settings.function) },
      duplicates: () => services.rates().duplicateBatch ?? 0,
      giveUp: (message) => {
        if (onFailureQueue !== undefined) services.queueOf(onFailureQueue).send(message);
      },
    });
  });
  return [...queues, ...streams];
}

/** Small batches as often as large ones: 1 to 10 is as likely as 100 to 1,000. */
function anySize(max: number, random: Random): number {
  return Math.max(1, Math.floor((max + 1) ** random.next()));
}
