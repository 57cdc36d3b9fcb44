import { beforeAll, expect, it } from 'vitest';
import type { Incident } from '../../src/core/correlation/incident.ts';
import type { Account } from '../account/account.ts';
import type { CrashPoint } from '../account/faults.ts';
import { describeWithOwnDynamoDb } from '../account/other-dynamodb/describe-with-own-dynamodb.ts';
import { incidentsOf, lasting, replay, send, startPipeline } from './pipeline.ts';
import { SMALL_RULE, SMALL_STORY } from './small-story.ts';
import { tableFaults } from './table-faults.ts';

let expected: readonly Incident[];
beforeAll(async () => {
  expected = await replay(SMALL_STORY.flat(), [SMALL_RULE]);
  expect(expected).toMatchObject([{ status: 'open', severity: 'CRITICAL' }]);
});

/** The story with functions that die at some of their steps; how many of these they come to. */
async function countReached(
  crashPoints: readonly CrashPoint[],
  prepare: (account: Account) => void,
): Promise<number> {
  const account = await startPipeline({ rules: [SMALL_RULE], order: 'sent', crashPoints });
  try {
    prepare(account);
    for (const items of SMALL_STORY) {
      for (const item of items) send(account, item);
      await account.runUntilIdle();
    }
    account.hub.state = 'on';
    await account.runSchedules();
    await account.runUntilIdle();
    await account.runSchedules();
    await check(account, JSON.stringify(crashPoints[0]));
    return account.faults.reached.length;
  } finally {
    await account.close();
  }
}

async function check(account: Account, about: string): Promise<void> {
  expect(lasting(await incidentsOf(account)), about).toEqual(lasting(expected));
  expect(account.hub.imports.violations, about).toEqual([]);
  expect(account.hub.findings(), about).toMatchObject([
    { RecordState: 'ACTIVE', Severity: { Label: 'CRITICAL' } },
  ]);
  expect(await tableFaults(account), about).toEqual([]);
  expect(Object.values(account.deadLetters()).flat(), about).toEqual([]);
  const told = account.bus.events.filter(({ source }) => source === 'corroborate');
  expect(told.at(-1), about).toMatchObject({ detail: { incident: { status: 'open' } } });
  expect(account.publications.length, about).toBeGreaterThan(0);
}

/**
 * Goes through the requests of all invocations, of which every other one dies, so that its work is done again; how many
 * steps there are. That nothing of a step is done is what dying after the step before it comes to.
 */
async function crashEverywhere(
  name: string,
  prepare: (account: Account) => void = () => undefined,
): Promise<number> {
  for (let request = 1; ; request += 1) {
    const invocations = Array.from({ length: 20 }, (_, index) => 2 * index + 1);
    const points = invocations.map(
      (invocation): CrashPoint => ({ function: name, invocation, request, when: 'after' }),
    );
    if ((await countReached(points, prepare)) === 0) return request - 1;
  }
}

describeWithOwnDynamoDb(
  'functions that die at a step of their work, each step in turn, leave nothing undone',
  () => {
    it('ingest', async () => {
      expect(await crashEverywhere('ingest')).toBeGreaterThan(4);
    });

    it('correlate', async () => {
      expect(await crashEverywhere('correlate')).toBeGreaterThan(20);
    });

    it('reconcile, which delivers what could not be delivered before', async () => {
      const steps = await crashEverywhere('reconcile', (account) => {
        account.hub.state = 'off';
      });
      expect(steps).toBeGreaterThan(10);
    });
  },
);
