import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { SUBSCRIBERS_MAX, streamEvents } from '../../../src/api/answers/stream-events.ts';
import { createLiveEvents, type LiveEvents } from '../../../src/api/live-events.ts';
import { ProblemError, toProblem } from '../../../src/api/problem.ts';

function makeApp(heartbeatMs?: number): { app: Hono; events: LiveEvents } {
  const events = createLiveEvents();
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof ProblemError) return toProblem(context, error);
    throw error;
  });
  streamEvents(app, { events, version: '1.2.3' }, heartbeatMs);
  return { app, events };
}

async function readerOf(response: Response | Promise<Response>) {
  const reader = (await response).body?.getReader();
  if (reader === undefined) throw new Error('no body');
  const read = async () => {
    const { done, value } = await reader.read();
    return { done, value: new TextDecoder().decode(value) };
  };
  return { read, cancel: () => reader.cancel() };
}

describe('server-sent events', () => {
  it('begin with a greeting, and tell what is published', async () => {
    const { app, events } = makeApp();
    const response = await app.request('/api/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = await readerOf(response);
    expect((await reader.read()).value).toBe('retry: 2000\ndata: {"type":"hello","version":"1.2.3"}\n\n');
    events.publish({ type: 'incidents', ids: ['a\nb'] });
    expect((await reader.read()).value).toBe('data: {"type":"incidents","ids":["a\\nb"]}\n\n');
    events.close();
    expect((await reader.read()).done).toBe(true);
    expect(events.subscribers).toBe(0);
  });

  it('show now and then that they go on', async () => {
    const { app, events } = makeApp(5);
    const reader = await readerOf(app.request('/api/events'));
    await reader.read();
    expect((await reader.read()).value).toBe(': \n\n');
    events.close();
  });

  it('forget a page that has gone', async () => {
    const { app, events } = makeApp();
    const reader = await readerOf(app.request('/api/events'));
    await reader.read();
    expect(events.subscribers).toBe(1);
    await reader.cancel();
    expect(events.subscribers).toBe(0);
    events.publish({ type: 'intake' });
  });

  it('let a page go that does not read', async () => {
    const { app, events } = makeApp();
    const response = await app.request('/api/events');
    for (let count = 0; count < 1000; count += 1) events.publish({ type: 'intake' });
    expect(events.subscribers).toBe(0);
    expect((await response.text()).length).toBeLessThan(20_000);
  });

  it('are not begun for who asks for the headers alone', async () => {
    const { app, events } = makeApp();
    const response = await app.request('/api/events', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(events.subscribers).toBe(0);
  });

  it('are for so many pages at most', async () => {
    const { app, events } = makeApp();
    const open = await Promise.all(
      Array.from({ length: SUBSCRIBERS_MAX }, async () => app.request('/api/events')),
    );
    expect(open.map(({ status }) => status)).toEqual(Array(SUBSCRIBERS_MAX).fill(200));
    const refused = await app.request('/api/events');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
    await open[0]?.body?.cancel();
    expect((await app.request('/api/events')).status).toBe(200);
    events.close();
  });
});
