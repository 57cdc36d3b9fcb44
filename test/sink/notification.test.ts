import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotifier } from '../../src/sink/notification.ts';
import { HOSTILE, hostileIncident, makeNews } from '../format/incident/make-news.ts';
import { openSinkWorld, type SinkWorld } from './security-hub/sink-world.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:incidents';

let world: SinkWorld;
beforeAll(async () => {
  world = await openSinkWorld();
});
afterAll(() => world.close());

const notify = (news: Parameters<ReturnType<typeof createNotifier>>[0]) =>
  createNotifier(new SNSClient(world.account.clientOptions()), TOPIC)(news);

describe('createNotifier', () => {
  it('tells people of what opened and what escalated, and of nothing else', async () => {
    await notify([
      makeNews({ id: 'opened' }),
      makeNews({ id: 'updated' }, { action: 'update' }),
      makeNews({ id: 'escalated' }, { action: 'update', isEscalated: true }),
      makeNews({ id: 'resolved', status: 'resolved' }, { action: 'resolve' }),
    ]);
    expect(world.account.publications.map(({ message }) => /Incident (\w+);/.exec(message)?.[1])).toEqual([
      'opened',
      'escalated',
    ]);
    expect(world.account.publications[0]).toMatchObject({
      topicArn: TOPIC,
      subject: 'CRITICAL incident opened on i-0abc: Some rule holds',
    });
  });

  it.each(HOSTILE)('sends what SNS takes, whatever findings say: %#', async (text) => {
    const before = world.account.publications.length;
    await notify([makeNews(hostileIncident(text))]);
    expect(world.account.publications).toHaveLength(before + 1);
  });
});
