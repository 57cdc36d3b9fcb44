import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionOf } from '../../../src/store/dynamodb/dynamodb-store.ts';
import {
  createLimiter,
  GET_FINDINGS_LIMIT,
  IMPORT_LIMIT,
  type RateLimit,
} from '../../../src/store/dynamodb/limiter.ts';
import { openTestTables, type TestTables } from './test-table.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

/** A clock on which those who sleep wake one after the other, when nobody else is awake. */
class SharedClock {
  nowMs = 1_000_000;
  #awake = 0;
  readonly #sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];

  async run(work: () => Promise<void>): Promise<void> {
    this.#awake += 1;
    await work();
    this.#leave();
  }

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ atMs: this.nowMs + ms, wake });
      this.#leave();
    });

  #leave(): void {
    this.#awake -= 1;
    if (this.#awake > 0) return;
    this.#sleepers.sort((a, b) => a.atMs - b.atMs);
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    this.#awake += 1;
    next.wake();
  }
}

/** When each of `requests` requests of each of several workers may go. */
async function goAll(limit: RateLimit, workers: number, requests: number): Promise<readonly number[]> {
  const clock = new SharedClock();
  const session = sessionOf({ client: tables.client, table: await tables.create() });
  const gone: number[] = [];
  const work = async () => {
    const acquire = createLimiter(session, limit, { now: () => clock.nowMs, sleep: clock.sleep });
    for (let request = 0; request < requests; request += 1) {
      await acquire();
      gone.push(clock.nowMs);
    }
  };
  await Promise.all(Array.from({ length: workers }, () => clock.run(work)));
  return gone;
}

describe('createLimiter', () => {
  it.each([
    [IMPORT_LIMIT, 4, 25],
    [IMPORT_LIMIT, 1, 60],
    [GET_FINDINGS_LIMIT, 3, 7],
  ])(
    'lets %j over %i workers never do more than the burst and the rate',
    async (limit, workers, requests) => {
      const gone = await goAll(limit, workers, requests);
      expect(gone).toHaveLength(workers * requests);
      for (const [first, start] of gone.entries()) {
        for (const [more, end] of gone.slice(first).entries()) {
          const allowed = limit.burst + ((end - start) / 1000) * limit.perSecond;
          expect(more + 1, `${more + 1} from ${start} to ${end}`).toBeLessThanOrEqual(allowed);
        }
      }
    },
  );

  it('lets a burst go at once, and then goes on at the whole rate', async () => {
    const gone = await goAll(IMPORT_LIMIT, 2, 40);
    const [start = 0] = gone;
    expect(gone.filter((at) => at === start)).toHaveLength(30);
    expect((gone.at(-1) ?? 0) - start).toBeLessThanOrEqual(5_100);
  });

  it('keeps limits apart by their name', async () => {
    const session = sessionOf({ client: tables.client, table: await tables.create() });
    const slept: number[] = [];
    const clock = { now: () => 0, sleep: async (ms: number) => void slept.push(ms) };
    const limit = { name: 'a', perSecond: 1, burst: 1 };
    await createLimiter(session, limit, clock)();
    await createLimiter(session, { ...limit, name: 'b' }, clock)();
    expect(slept).toEqual([]);
  });
});
