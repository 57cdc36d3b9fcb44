import { describe, expect, it } from 'vitest';
import { createClock } from './account-clock.ts';
import { Queue, type QueueOptions } from './queue.ts';
import { Random } from './random.ts';

function createQueue(options: Partial<QueueOptions> = {}) {
  const clock = createClock();
  const queue = new Queue({
    settings: { name: 'q', visibilityTimeoutSeconds: 60 },
    clock,
    random: new Random(1),
    ...options,
  });
  return { clock, queue };
}

describe('a queue', () => {
  it('hides a message while it is worked on, and gives it again when the time is up', () => {
    const { queue, clock } = createQueue();
    queue.send('a');
    const [first] = queue.receive(10);
    expect(queue.receive(10)).toEqual([]);
    clock.advance(60_000);
    const [second] = queue.receive(10);
    expect(second).toMatchObject({ body: 'a', receiveCount: 2 });
    // The handle of the first receipt deletes nothing any more.
    queue.delete(first?.receiptHandle ?? '');
    clock.advance(60_000);
    const [third] = queue.receive(10);
    queue.delete(third?.receiptHandle ?? '');
    clock.advance(60_000);
    expect(queue.receive(10)).toEqual([]);
  });

  it('sets aside what is received too often', () => {
    const dead: string[] = [];
    const settings = { name: 'q', redrive: { deadLetterQueue: 'dead', maxReceiveCount: 2 } };
    const { queue, clock } = createQueue({ settings, deadLetters: (body) => dead.push(body) });
    queue.send('a');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      queue.receive(10);
      clock.advance(30_000);
    }
    expect(dead).toEqual(['a']);
    expect(queue.nextVisibleMs()).toBeUndefined();
  });

  it('gives messages in an order that the seed determines, or as they were sent', () => {
    const order = (options: Partial<QueueOptions>) => {
      const { queue } = createQueue(options);
      for (let index = 0; index < 20; index += 1) queue.send(`${index}`);
      return queue.receive(20).map(({ body }) => body);
    };
    expect(order({ random: new Random(7) })).toEqual(order({ random: new Random(7) }));
    expect(order({ random: new Random(7) })).not.toEqual(order({ random: new Random(8) }));
    expect(order({ isOrdered: true })).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
  });

  it('delivers again now and then what was deleted', () => {
    const { queue } = createQueue({ duplicates: () => 0.5 });
    for (let index = 0; index < 20; index += 1) queue.send(`${index}`);
    const received: string[] = [];
    for (let messages = queue.receive(5); messages.length > 0; messages = queue.receive(5)) {
      for (const { body, receiptHandle } of messages) {
        received.push(body);
        queue.delete(receiptHandle);
      }
    }
    expect(new Set(received).size).toBe(20);
    expect(received.length).toBeGreaterThan(25);
  });

  it('drops what nobody has deleted in time', () => {
    const { queue, clock } = createQueue({ settings: { name: 'q', retentionSeconds: 60 } });
    queue.send('a');
    clock.advance(61_000);
    expect(queue.receive(10)).toEqual([]);
    expect(queue.expired).toBe(1);
  });
});
