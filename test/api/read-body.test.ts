import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { ProblemError, toProblem } from '../../src/api/problem.ts';
import { readBody } from '../../src/api/read-body.ts';

it('does not wait for a body that keeps quiet', async () => {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof ProblemError) return toProblem(context, error);
    throw error;
  });
  const read: number[] = [];
  app.post('/', async (context) => {
    for await (const piece of readBody(context, { bytesMax: 100, idleMs: 20 })) read.push(piece.length);
    return context.text('read');
  });
  let isCanceled = false;
  const quiet = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel: () => {
      isCanceled = true;
    },
  });
  const response = await app.request('/', { method: 'POST', body: quiet, duplex: 'half' } as const);
  expect([response.status, read, isCanceled]).toEqual([408, [3], true]);
});
