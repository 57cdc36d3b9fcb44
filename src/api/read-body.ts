import type { Context } from 'hono';
import { ProblemError } from './problem.ts';

/** How much of a body is taken, and how long it may keep quiet. */
export interface BodyLimits {
  readonly bytesMax: number;
  /** Longest time between two pieces of the body. */
  readonly idleMs: number;
}

/** Nobody who wants an answer is quiet for so long in the middle of a request. */
export const BODY_IDLE_MS = 30_000;

/**
 * The body of a request, piece by piece. Throws ProblemError: 413 as soon as it is longer than it may be, before
 * anything is read where its length is announced; 408 when it keeps quiet for too long; 400 when the client has gone.
 */
export async function* readBody(context: Context, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const announced = Number(context.req.header('content-length') ?? 0);
  if (announced > limits.bytesMax) throw tooLarge(limits);
  const reader = context.req.raw.body?.getReader();
  if (reader === undefined) return;
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await withinTime(reader.read(), limits.idleMs);
      if (done) return;
      bytes += value.length;
      if (bytes > limits.bytesMax) throw tooLarge(limits);
      yield value;
    }
  } finally {
    // What is left of it is for the server to deal with.
    void reader.cancel().catch(() => {});
  }
}

async function withinTime<T>(reading: Promise<T>, idleMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProblemError(408, 'the body did not go on')), idleMs);
  });
  try {
    return await Promise.race([reading, tooSlow]);
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(400, 'the client went away');
  } finally {
    clearTimeout(timer);
  }
}

function tooLarge({ bytesMax }: BodyLimits): ProblemError {
  return new ProblemError(413, 'the body is too large', `it may have ${bytesMax.toLocaleString('en')} bytes`);
}
