import { afterEach, describe, expect, it } from 'vitest';
import { type Account, type AccountOptions, createAccount } from './account.ts';
import type { FaultRates } from './faults.ts';
import { SMALL_FUNCTIONS, SMALL_STACK, smallFinding } from './small-pipeline.ts';

const accounts: Account[] = [];
afterEach(async () => {
  for (const account of accounts.splice(0)) await account.close();
});

async function startAccount(options: Partial<AccountOptions> = {}): Promise<Account> {
  const account = await createAccount({ stack: SMALL_STACK, functions: SMALL_FUNCTIONS, ...options });
  accounts.push(account);
  return account;
}

/** Three entities with 4, 3 and 2 findings, one after the other. */
function receiveFindings(account: Account): void {
  for (const [entity, count] of Object.entries({ a: 4, b: 3, c: 2 })) {
    for (let number = 0; number < count; number += 1) account.hub.receive(smallFinding(entity, number));
  }
}

/** The titles of the incidents in Security Hub, by entity. */
function incidentsIn(account: Account): Readonly<Record<string, unknown>> {
  const own = account.hub.findings().filter(({ GeneratorId }) => GeneratorId === 'corroborate/small');
  return Object.fromEntries(own.map(({ Description, Title }) => [Description, Title]));
}

const INCIDENTS = { a: '4 findings', b: '3 findings', c: '2 findings' };

const FAULTS: FaultRates = {
  ...{ throttle: 0.3, conflict: 0.05, lose: 0.05, crash: 0.03 },
  ...{ duplicateMessage: 0.1, duplicateBatch: 0.1, failFinding: 0.1, leaveOut: 0.1 },
};

describe('an account', () => {
  it('brings findings through a pipeline: bus, queue, table, stream, Security Hub, and back', async () => {
    const account = await startAccount();
    receiveFindings(account);
    await account.runUntilIdle();
    expect(incidentsIn(account)).toEqual(INCIDENTS);
    expect(account.hub.imports.violations).toEqual([]);
    expect(account.metrics()).toEqual({ Received: 9 });
    expect(account.deadLetters()).toEqual({ 'dead-messages': [], 'dead-records': [], 'dead-runs': [] });
    expect(account.requests()).toMatchObject({ 'dynamodb:PutItem': 9 });
    expect(account.usage().byOperation.PutItem).toEqual({ requests: 9, writeUnits: 9, readUnits: 0 });
  });

  it('takes nothing of a function for its own: what it writes is captured, not shown', async () => {
    const account = await startAccount();
    receiveFindings(account);
    await account.runUntilIdle();
    expect(account.invocations[0]).toMatchObject({ function: 'ingest', outcome: { kind: 'returned' } });
    expect(account.invocations[0]?.lines[0]).toContain('CloudWatchMetrics');
  });

  it('sets scheduled runs aside that fail again and again', async () => {
    const account = await startAccount();
    await account.runSchedules();
    expect(account.invocations.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'failed', 'failed']);
    expect(account.deadLetters()['dead-runs']).toHaveLength(1);
  });

  it('sets poison aside in the end', async () => {
    const account = await startAccount();
    account.putEvent({ source: 'aws.securityhub', 'detail-type': 'poison', detail: {} });
    receiveFindings(account);
    await account.runUntilIdle();
    expect(incidentsIn(account)).toEqual(INCIDENTS);
    expect(account.deadLetters()['dead-messages']).toHaveLength(1);
  });

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'comes to the same in spite of faults, seed %i',
    async (seed) => {
      const account = await startAccount({ seed, faults: FAULTS, concurrency: 3, batchSizes: 'random' });
      receiveFindings(account);
      await account.runUntilIdle();
      expect(incidentsIn(account)).toEqual(INCIDENTS);
      expect(account.hub.imports.violations).toEqual([]);
      expect(account.metrics().Received).toBeGreaterThanOrEqual(9);
    },
  );

  it('does the same again for the same seed, and something else for another', async () => {
    const run = async (seed: number) => {
      const account = await startAccount({ seed, faults: FAULTS, concurrency: 3, batchSizes: 'random' });
      receiveFindings(account);
      await account.runUntilIdle();
      const trace = account.invocations.map(
        ({ requestId, outcome, steps }) => `${requestId} ${outcome.kind} ${steps}`,
      );
      return { trace, requests: account.requests(), nowMs: account.clock.now() };
    };
    const first = await run(5);
    expect(await run(5)).toEqual(first);
    expect(await run(6)).not.toEqual(first);
  });

  it('lets a function die at each of its steps', async () => {
    const reached: string[] = [];
    for (const when of ['before', 'after'] as const) {
      for (let request = 1; ; request += 1) {
        const crashPoints = [{ function: 'correlate', invocation: 1, request, when }];
        const account = await startAccount({ crashPoints });
        receiveFindings(account);
        await account.runUntilIdle();
        expect(incidentsIn(account)).toEqual(INCIDENTS);
        expect(account.hub.imports.violations).toEqual([]);
        if (account.faults.reached.length === 0) break;
        expect(account.invocations.filter(({ outcome }) => outcome.kind === 'crashed')).toHaveLength(1);
        reached.push(`${when} ${request}`);
      }
    }
    expect(reached.length).toBeGreaterThan(10);
  });

  it('does nothing more of what a dead function asks for', async () => {
    const crashPoints = [{ function: 'ingest', invocation: 1, request: 1, when: 'before' as const }];
    const account = await startAccount({ crashPoints });
    account.hub.receive(smallFinding('a', 0));
    await account.runUntilIdle();
    expect(account.usage().requestsByOperation.PutItem).toBe(1);
    expect(account.metrics()).toEqual({ Received: 1 });
  });

  it('comes to rest without faults once they are stopped', async () => {
    const account = await startAccount({ faults: { ...FAULTS, throttle: 0.9, crash: 0.2 }, seed: 3 });
    receiveFindings(account);
    account.faults.stop();
    await account.runUntilIdle();
    expect(account.invocations.every(({ outcome }) => outcome.kind === 'returned')).toBe(true);
  });
});
