import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { toAsff } from '../../../src/format/asff/to-asff.ts';
import { createImportFindings, ImportDeniedError } from '../../../src/sink/security-hub/import-findings.ts';
import { TEST_ACCOUNT } from '../../account/account-identity.ts';
import { makeIncident } from '../../format/asff/make-incident.ts';
import { openSinkWorld, RULE, type SinkWorld } from './sink-world.ts';

let world: SinkWorld;
let client: SecurityHubClient;
beforeEach(async () => {
  world = await openSinkWorld();
  client = new SecurityHubClient({ ...world.account.clientOptions(), maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await world.close();
});

/** Different incidents as findings; `fill` makes each of them some 240 KB large. */
function findings(count: number, fill = false): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => {
    const entity = { type: 'AwsEc2Instance', key: `i-${index}` };
    const finding = toAsff(makeIncident({ id: `incident-${index}`, entity }), RULE, TEST_ACCOUNT);
    const Resources = Array.from({ length: 30 }, (_, number) => ({
      Type: 'Other',
      Id: `resource-${number}`,
      Details: { Other: Object.fromEntries(FILLED.map((key) => [key, 'x'.repeat(1000)])) },
    }));
    return fill ? { ...finding, Resources } : finding;
  });
}

const FILLED = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Imports with a limiter that counts, and waits that are noted. */
function createImporter() {
  const waits: number[] = [];
  const calls: number[] = [];
  const importFindings = createImportFindings({
    client,
    acquire: async () => {
      calls.push(world.account.clock.now());
      world.account.advance(100);
    },
    wait: async (attempt) => void waits.push(attempt),
  });
  return { importFindings, waits, calls };
}

function sentSizes(): { readonly counts: number[]; readonly bytes: number[] } {
  const sizes = { counts: [] as number[], bytes: [] as number[] };
  client.middlewareStack.add(
    (next) => async (args) => {
      const { Findings = [] } = args.input as { readonly Findings?: readonly object[] };
      sizes.counts.push(Findings.length);
      sizes.bytes.push(Buffer.byteLength(JSON.stringify({ Findings })));
      return next(args);
    },
    { step: 'initialize' },
  );
  return sizes;
}

describe('createImportFindings', () => {
  it('imports a hundred findings a call', async () => {
    const { counts } = sentSizes();
    const { importFindings, calls } = createImporter();
    expect(await importFindings(findings(230))).toEqual(new Map());
    expect(counts).toEqual([100, 100, 30]);
    expect(calls).toHaveLength(3);
    expect(world.account.hub.findings()).toHaveLength(230);
  });

  it('imports 6 MB a call', async () => {
    const { counts, bytes } = sentSizes();
    const { importFindings } = createImporter();
    expect(await importFindings(findings(40, true))).toEqual(new Map());
    expect(counts.length).toBeGreaterThan(1);
    expect(Math.max(...bytes)).toBeLessThan(6 * 1024 * 1024);
    expect(Math.max(...bytes)).toBeGreaterThan(5 * 1024 * 1024);
    expect(world.account.hub.findings()).toHaveLength(40);
  });

  it('imports nothing where there is nothing', async () => {
    const { importFindings, calls } = createImporter();
    expect(await importFindings([])).toEqual(new Map());
    expect(calls).toEqual([]);
  });

  it('tries those again that failed, and no others', async () => {
    const { counts } = sentSizes();
    let failures = 3;
    world.account.hub.failureOf = ({ Id }) =>
      String(Id).endsWith('-1') && failures-- > 0 ? 'InternalException' : undefined;
    const { importFindings, waits, calls } = createImporter();
    expect(await importFindings(findings(5))).toEqual(new Map());
    expect(counts).toEqual([5, 1, 1, 1]);
    expect(waits).toEqual([1, 2, 3]);
    expect(calls).toHaveLength(4);
  });

  it('says what is refused for good, and what did not pass in the end', async () => {
    world.account.hub.failureOf = ({ Id }) =>
      ({ 'corroborate/incident-1': 'InvalidInput', 'corroborate/incident-2': 'LimitExceeded' })[String(Id)];
    const { importFindings } = createImporter();
    const refusals = await importFindings(findings(4));
    expect([...refusals]).toEqual([
      ['corroborate/incident-1', { message: 'InvalidInput: injected by the test', isFinal: true }],
      ['corroborate/incident-2', { message: 'LimitExceeded: injected by the test', isFinal: false }],
    ]);
  });

  it('goes through the limiter with each attempt, and passes a busy Security Hub', async () => {
    let busy = 4;
    client.middlewareStack.add(
      (next) => async (args) => {
        if (busy-- > 0) throw Object.assign(new Error('busy'), { name: 'TooManyRequestsException' });
        return next(args);
      },
      { step: 'initialize' },
    );
    const { importFindings, calls } = createImporter();
    expect(await importFindings(findings(2))).toEqual(new Map());
    expect(calls).toHaveLength(5);
  });

  it.each([
    ['TooManyRequestsException', 8],
    ['InvalidInputException', 1],
  ])('gives up after %s: %i attempts', async (name, attempts) => {
    failWith(name);
    const { importFindings, calls } = createImporter();
    await expect(importFindings(findings(1))).rejects.toThrow('refused');
    expect(calls).toHaveLength(attempts);
  });

  it.each(['off', 'product-off'] as const)(
    'says so when Security Hub is %s, and tries no more',
    async (state) => {
      world.account.hub.state = state;
      const { importFindings, calls } = createImporter();
      await expect(importFindings(findings(1))).rejects.toThrow(ImportDeniedError);
      expect(calls).toHaveLength(1);
    },
  );

  it('says so when a policy denies it, and tries no more', async () => {
    failWith('AccessDeniedException');
    const { importFindings, calls } = createImporter();
    await expect(importFindings(findings(1))).rejects.toThrow(ImportDeniedError);
    expect(calls).toHaveLength(1);
  });
});

function failWith(name: string): void {
  client.middlewareStack.add(
    () => async () => {
      throw Object.assign(new Error('refused'), { name });
    },
    { step: 'initialize' },
  );
}
