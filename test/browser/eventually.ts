import { expect } from 'vitest';

const TIMEOUT_MS = 20_000;

/** Expects of something that it comes to be so, since a page follows what was done to it in its own time. */
export function eventually<Value>(read: () => Value | Promise<Value>): ReturnType<typeof expect.poll> {
  return expect.poll(read, { timeout: TIMEOUT_MS, interval: INTERVAL_MS });
}

const INTERVAL_MS = 30;
