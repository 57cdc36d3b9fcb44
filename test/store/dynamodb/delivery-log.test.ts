import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt, DeliveryLog, Sent, Told } from '../../../src/delivery-log.ts';
import { instant } from '../store-world.ts';
import { type DynamoWorld, openDynamoWorld } from './dynamo-world.ts';

let world: DynamoWorld;
let log: DeliveryLog;
beforeAll(async () => {
  world = await openDynamoWorld();
});
beforeEach(() => {
  log = world.open(world.createTable()).log;
});
afterAll(() => world.close());

const ID = 'incident';
const AT = instant(9000);
const TOLD: Told = { status: 'open', severity: 'HIGH', hash: 'hash-1' };

function attemptOf(version: number, more: Partial<Attempt> = {}): Attempt {
  return {
    version: instant(version),
    importAt: instant(version),
    hash: `hash-${version}`,
    finding: { Id: ID, Title: 'x'.repeat(600) },
    ...more,
  };
}

function sentOf({ version, importAt, hash }: Attempt): Sent {
  return { version, importAt, hash, at: AT };
}

/** Takes an import from its begin to its end. */
async function send(attempt: Attempt, last?: Sent): Promise<Sent> {
  expect(await log.begin(ID, attempt, last)).toBe(true);
  await log.settle(ID, attempt, AT, undefined);
  return sentOf(attempt);
}

describe('the delivery log', () => {
  it('knows nothing of an incident that was never delivered', async () => {
    expect(await log.load(ID)).toEqual({});
  });

  it('holds an import from its begin to its end, and what was told with it', async () => {
    expect(await log.begin(ID, attemptOf(1), undefined)).toBe(true);
    expect(await log.load(ID)).toEqual({ pending: attemptOf(1) });
    await log.settle(ID, attemptOf(1), AT, TOLD);
    expect(await log.load(ID)).toEqual({ sent: sentOf(attemptOf(1)), told: TOLD });
    await send(attemptOf(2), sentOf(attemptOf(1)));
    expect(await log.load(ID)).toEqual({ sent: sentOf(attemptOf(2)), told: TOLD });
  });

  it('begins the very same import again, whoever does', async () => {
    expect(await log.begin(ID, attemptOf(1), undefined)).toBe(true);
    expect(await log.begin(ID, attemptOf(1), undefined)).toBe(true);
  });

  it.each([
    ['another', attemptOf(2)],
    ['another at the same instant', attemptOf(1, { hash: 'other' })],
  ])('does not begin %s while one is under way', async (_, attempt) => {
    await log.begin(ID, attemptOf(1), undefined);
    expect(await log.begin(ID, attempt, undefined)).toBe(false);
    expect((await log.load(ID)).pending).toEqual(attemptOf(1));
  });

  it('does not begin what was made to follow another', async () => {
    const first = await send(attemptOf(1));
    expect(await log.begin(ID, attemptOf(3), undefined)).toBe(false);
    await send(attemptOf(2), first);
    expect(await log.begin(ID, attemptOf(3), first)).toBe(false);
    expect((await log.load(ID)).pending).toBeUndefined();
  });

  it('does not begin a state before one that was skipped, but begins that one again', async () => {
    const first = await send(attemptOf(1));
    expect(await log.skip(ID, instant(3), first, undefined)).toBe(true);
    expect(await log.begin(ID, attemptOf(2), first)).toBe(false);
    expect(await log.begin(ID, attemptOf(3), first)).toBe(true);
  });

  it('skips nothing while an import is under way', async () => {
    await log.begin(ID, attemptOf(1), undefined);
    expect(await log.skip(ID, instant(2), undefined, undefined)).toBe(false);
    expect(await log.load(ID)).toEqual({ pending: attemptOf(1) });
  });

  it('skips no state before one that was skipped', async () => {
    expect(await log.skip(ID, instant(3), undefined, undefined)).toBe(true);
    expect(await log.skip(ID, instant(2), undefined, TOLD)).toBe(false);
    expect(await log.load(ID)).toEqual({ skipped: 3 });
  });

  it('skips nothing by what was taken before the last', async () => {
    const first = await send(attemptOf(1));
    expect(await log.skip(ID, instant(3), undefined, undefined)).toBe(false);
    await send(attemptOf(2), first);
    expect(await log.skip(ID, instant(3), first, undefined)).toBe(false);
  });

  it('keeps what was told with a state that was skipped', async () => {
    const first = await send(attemptOf(1));
    await log.skip(ID, instant(2), first, TOLD);
    await log.skip(ID, instant(3), first, undefined);
    expect(await log.load(ID)).toEqual({ sent: first, skipped: 3, told: TOLD });
  });

  it('ends the import that it is told of, and no other', async () => {
    await log.begin(ID, attemptOf(2), undefined);
    await log.settle(ID, attemptOf(1), AT, TOLD);
    await log.abandon(ID, attemptOf(1));
    expect(await log.load(ID)).toEqual({ pending: attemptOf(2) });
    await log.abandon(ID, attemptOf(2));
    expect(await log.load(ID)).toEqual({});
  });
});
