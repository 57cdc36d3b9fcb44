import { expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding/finding.ts';
import type { Account } from '../account/account.ts';
import { describeWithOwnDynamoDb } from '../account/other-dynamodb/describe-with-own-dynamodb.ts';
import { Random } from '../account/random.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import {
  controlFinding,
  type FindingOverrides,
  guardDutyFinding,
  INSTANCE_ARN,
  inspectorFinding,
  instanceResource,
  SECURITY_GROUP_ARN,
} from '../fixtures/make-finding.ts';
import { incidentsOf, openStoreOf, send, startPipeline } from './pipeline.ts';
import { itemOf } from './small-story.ts';
import { tableFaults } from './table-faults.ts';

const DAY_MS = 86_400_000;

/** Activity is forgotten 31 days after its end, long before Security Hub forgets its finding. */
const RULE = makeRule(
  [
    makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } }),
    makeSignal('hole', { Normalized: { Product: ['Inspector'] } }),
  ],
  { id: 'threat-and-hole', withinMs: DAY_MS },
);

/** Security Hub forgets a finding that nobody has updated for so long: after that it cannot be withdrawn. */
const HUB_FORGETS_AFTER_MS = 90 * DAY_MS;

const MAKERS = { threat: guardDutyFinding, hole: inspectorFinding } as const;
type Kind = keyof typeof MAKERS;

/** An instance, when its findings were told last, and whether its incident must be open. */
interface Told {
  readonly id: string;
  readonly toldMs: Record<Kind, number>;
  isOpen: boolean;
}

class Story {
  readonly account: Account;
  readonly #random: Random;
  readonly #instances: readonly Told[] = ['i-0', 'i-1', 'i-2'].map((id) => {
    return { id, toldMs: { threat: 0, hole: 0 }, isOpen: false };
  });

  constructor(account: Account, random: Random) {
    this.account = account;
    this.#random = random;
  }

  /** Time passes, TTL does what it does, something happens to an instance; all of it comes in any order. */
  async goOn(): Promise<void> {
    this.account.advance(this.#random.below(40) * DAY_MS + 1000);
    if (this.#random.chance(0.7)) this.account.sweepTtl();
    const instance = this.#random.pick(this.#instances);
    if (instance !== undefined) this.#happen(instance);
    await this.account.runUntilIdle();
    await this.account.runSchedules();
    await this.#check();
  }

  #happen(instance: Told): void {
    const kind = this.#random.chance(0.5) ? 'threat' : 'hole';
    const nowMs = this.account.clock.now();
    const isKnown = nowMs - instance.toldMs[kind] < HUB_FORGETS_AFTER_MS - 2000;
    if (!instance.isOpen) {
      this.#send(instance, 'threat', {});
      this.#send(instance, 'hole', {});
      instance.isOpen = true;
    } else if (isKnown && this.#random.chance(0.5)) {
      this.#send(instance, kind, { RecordState: 'ARCHIVED' });
      instance.isOpen = false;
    } else if (this.#random.chance(0.5)) {
      this.#send(instance, 'hole', {});
    }
  }

  #send(instance: Told, kind: Kind, overrides: object): void {
    const nowMs = this.account.clock.now();
    instance.toldMs[kind] = nowMs;
    const at = new Date(nowMs).toISOString();
    const since = kind === 'hole' ? '2026-03-01T00:00:00.000Z' : at;
    const finding: Finding = MAKERS[kind]({
      Id: `${kind} of ${instance.id}`,
      Resources: [instanceResource(INSTANCE_ARN.replace(/i-\w+$/, instance.id))],
      ...{ CreatedAt: since, FirstObservedAt: since, LastObservedAt: at, UpdatedAt: at },
      ...overrides,
    });
    send(this.account, itemOf(finding));
  }

  async #check(): Promise<void> {
    const about = new Date(this.account.clock.now()).toISOString();
    const open = (await incidentsOf(this.account)).filter(({ status }) => status === 'open');
    const expected = this.#instances.filter(({ isOpen }) => isOpen).map(({ id }) => id);
    const ids = open.map(({ entity }) => entity.key.slice(entity.key.lastIndexOf('/') + 1)).sort();
    expect(ids, about).toEqual(expected);
    expect(await tableFaults(this.account), about).toEqual([]);
    expect(this.account.hub.imports.violations, about).toEqual([]);
  }
}

describeWithOwnDynamoDb('when evidence expires', () => {
  it.each(Array.from({ length: 8 }, (_, index) => index + 1))(
    'open incidents stay open, withdrawals count, and so do counters: seed %i',
    async (seed) => {
      const batches = { concurrency: 1 + (seed % 3), batchSizes: 'random', order: 'any' } as const;
      const account = await startPipeline({ rules: [RULE], seed, ...batches });
      try {
        const story = new Story(account, new Random(seed));
        for (let step = 0; step < 14; step += 1) await story.goOn();
        expect(account.metrics().IncidentsOpened).toBeGreaterThan(0);
      } finally {
        await account.close();
      }
    },
  );

  it.each([
    { what: 'that must be met', role: 'required', others: ['hole', 'group'] },
    { what: 'that need not be met', role: 'optional', others: ['hole'] },
  ] as const)(
    'relations stay as long as an incident is open: for a signal $what',
    async ({ role, others }) => {
      const group = makeSignal(
        'group',
        { Normalized: { Control: ['EC2.18'] } },
        { on: 'securityGroup', role },
      );
      const rule = makeRule([...RULE.signals, group], { id: 'across', withinMs: DAY_MS });
      const account = await startPipeline({ rules: [rule], seed: 1 });
      const since = new Date(account.clock.now()).toISOString();
      const tell = (names: readonly (keyof typeof TIED)[], overrides: FindingOverrides = {}) => {
        const at = new Date(account.clock.now()).toISOString();
        const times = { CreatedAt: since, FirstObservedAt: since, LastObservedAt: at, UpdatedAt: at };
        for (const name of names) send(account, itemOf(TIED[name]({ ...times, ...overrides })));
      };
      const rest = async (names: readonly (keyof typeof TIED)[], overrides?: FindingOverrides) => {
        account.advance(20 * DAY_MS);
        account.sweepTtl();
        tell(names, overrides);
        await account.runUntilIdle();
        await account.runSchedules();
        expect(await tableFaults(account)).toEqual([]);
        const related = await openStoreOf(account).readRelated(INSTANCE_ARN, GROUP.Type, { limit: 9 });
        const [incident] = await incidentsOf(account);
        return { status: incident?.status, relations: related.length };
      };
      try {
        tell(['threat', ...others]);
        await account.runUntilIdle();
        for (let days = 20; days <= 400; days += 20)
          expect(await rest(others), `after ${days} days`).toEqual({ status: 'open', relations: 1 });
        expect((await rest(['hole'], { RecordState: 'ARCHIVED' })).status).toBe('resolved');
        for (let days = 20; days < 200; days += 20) await rest([]);
        expect(await rest([])).toEqual({ status: 'resolved', relations: 0 });
      } finally {
        await account.close();
      }
    },
  );
});

const GROUP = { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN };

/** Findings about an instance and its group; the first alone ties them, and is told once. */
const TIED = {
  threat: (overrides: FindingOverrides) =>
    guardDutyFinding({ Resources: [instanceResource(), GROUP], ...overrides }),
  hole: (overrides: FindingOverrides) => inspectorFinding(overrides),
  group: (overrides: FindingOverrides) => controlFinding('EC2.18', { Resources: [GROUP], ...overrides }),
};
