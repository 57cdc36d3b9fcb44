import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HTTP_LIMITS, type HttpLimits, startHttpServer } from '../../../src/cli/serve/http-server.ts';

async function start(limits: Partial<HttpLimits> = {}) {
  const server = await startHttpServer({ host: '127.0.0.1', port: 0 }, { ...HTTP_LIMITS, ...limits });
  onTestFinished(() => server.close(0));
  return { server, origin: `http://127.0.0.1:${server.port}` };
}

/** What is answered to bytes on a connection that stays open. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => {});
  });
}

const IMPATIENT = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 };

describe('startHttpServer', () => {
  it('says that it is starting until it can answer', async () => {
    const { server, origin } = await start();
    const early = await fetch(origin);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
    expect(early.headers.get('x-frame-options')).toBe('DENY');
    expect(await early.json()).toEqual({ status: 503, title: 'the server is starting' });
    server.answer(
      () => new Response('there it is'),
      () => {},
    );
    expect(await (await fetch(origin)).text()).toBe('there it is');
  });

  it('leaves the globals of the process alone', async () => {
    const before = [globalThis.Request, globalThis.Response];
    const { server } = await start();
    server.answer(
      () => new Response(),
      () => {},
    );
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'],
  ])(
    'does not wait for %s for ever',
    async (_, text) => {
      const { server } = await start(IMPATIENT);
      server.answer(
        async (request) => new Response(await request.text()),
        () => {},
      );
      const answer = await send(server.port, text);
      expect(answer).toMatch(/^HTTP\/1\.1 (408|400) /);
    },
    5000,
  );

  it('lets so many in at a time, and no more', async () => {
    const { server } = await start({ connectionsMax: 2 });
    server.answer(
      () => new Response('in'),
      () => {},
    );
    const open = [1, 2].map(() => connect(server.port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of open) socket.destroy();
    });
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await send(server.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  });

  it('breaks an answer off that fails, and keeps to itself of what', async () => {
    const { server } = await start();
    const told: unknown[] = [];
    let isFirst = true;
    const failing = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (!isFirst) throw new Error('the secret of the disk');
          isFirst = false;
          controller.enqueue(new TextEncoder().encode('some'));
        },
      });
    server.answer(
      () => new Response(failing()),
      (error) => told.push(error),
    );
    const answer = await send(server.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(answer).not.toContain('secret');
    expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
    expect(told).toEqual([expect.objectContaining({ message: 'the secret of the disk' })]);
  });

  it('says that it could not answer, and keeps to itself why', async () => {
    const { server, origin } = await start();
    const told: unknown[] = [];
    server.answer(
      () => Promise.reject(new Error('the secret of the disk')),
      (error) => told.push(error),
    );
    const answer = await fetch(origin);
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { status: 500, title: 'the server could not answer' },
    ]);
    expect(told).toEqual([expect.objectContaining({ message: 'the secret of the disk' })]);
    expect(await send(server.port, 'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(told).toHaveLength(1);
  });

  it('tells streams that their reader has gone', async () => {
    const { server } = await start();
    const gone = Promise.withResolvers<void>();
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('some')),
        cancel: () => gone.resolve(),
      });
    const told: unknown[] = [];
    server.answer(
      () => new Response(stream()),
      (error) => told.push(error),
    );
    const socket = connect(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.once('data', () => socket.destroy());
    await gone.promise;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([]);
  });

  it('lets answers end when it closes, and cuts off those that do not', async () => {
    const { server, origin } = await start();
    const slow = Promise.withResolvers<Response>();
    server.answer(
      (request) => (request.url.endsWith('/slow') ? slow.promise : new Promise(() => {})),
      () => {},
    );
    const [answered, never] = [fetch(`${origin}/slow`), fetch(`${origin}/never`)];
    never.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = server.close(300);
    slow.resolve(new Response('done'));
    expect(await (await answered).text()).toBe('done');
    await closed;
    await expect(never).rejects.toThrow();
  });
});
