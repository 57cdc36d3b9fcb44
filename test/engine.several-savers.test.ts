import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SavedChange } from '../src/core/correlation/finding-change.ts';
import type { Incident } from '../src/core/correlation/incident.ts';
import { RELATED_MAX } from '../src/core/correlation/places.ts';
import type { Finding } from '../src/core/finding/finding.ts';
import type { Instant } from '../src/core/instant.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { digest } from '../src/digest.ts';
import { createEngine, type Engine } from '../src/engine.ts';
import { NO_SINK } from '../src/sink.ts';
import { createMemoryStore } from '../src/store/memory/memory-store.ts';
import type { Store } from '../src/store.ts';
import { Random } from './account/random.ts';
import type { Delivery } from './core/correlation/oracle.ts';
import { deliveries, rules } from './core/correlation/random-world.ts';
import { makeRule, makeSignal } from './core/rule/make-rule.ts';
import { controlFinding, guardDutyFinding, instanceResource, makeFinding } from './fixtures/make-finding.ts';
import { lasting } from './lambda/lasting.ts';
import { Schedule } from './schedule.ts';

/** The store as one of several workers has it: each of its methods waits for its turn. */
function sharedBy(store: Store, step: () => Promise<void>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'isShared') return true;
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...values: readonly unknown[]) => {
        await step();
        return Reflect.apply(member, target, values);
      };
    },
  });
}

const AT_ONCE = async () => undefined;

/** The store of one worker, to whom something comes between judging and the first mark. */
function beforeFirstMark(store: Store, act: () => Promise<void>): Store {
  let isMarked = false;
  return new Proxy(sharedBy(store, AT_ONCE), {
    get: (target, name) => {
      if (name !== 'markWide') return Reflect.get(target, name);
      return async (...values: Parameters<Store['markWide']>) => {
        if (!isMarked) {
          isMarked = true;
          await act();
        }
        return store.markWide(...values);
      };
    },
  });
}

function engineOf(store: Store, ruleList: readonly Rule[], more: { rulesName?: string } = {}): Engine {
  return createEngine({ rules: ruleList, store, sink: NO_SINK, digest, ...more });
}

/** As the stream tells it: which relations really began or ended only the save itself knew. */
function toldByStream(change: SavedChange): SavedChange {
  return { ...change, relations: { begun: change.stated, ended: change.ended } };
}

async function openIn(store: Store): Promise<readonly Incident[]> {
  return (await store.listIncidents({ status: 'open', limit: 1000 })).map(({ incident }) => incident);
}

/** What one worker after the other comes to. */
async function replayed(
  arrivals: readonly Delivery[],
  ruleList: readonly Rule[],
): Promise<readonly object[]> {
  const store = createMemoryStore();
  const engine = engineOf(store, ruleList);
  for (const { finding, time } of arrivals) {
    const observation = engine.observe(finding, time);
    if (observation !== undefined) await engine.apply(observation);
  }
  return lasting(await openIn(store));
}

/** Saves its share, and settles what it has saved now and then, some of it twice. */
async function work(engine: Engine, share: readonly Delivery[], random: Random): Promise<void> {
  let saved: SavedChange[] = [];
  for (const { finding, time } of share) {
    const observation = engine.observe(finding, time);
    const change = observation && (await engine.save(observation)).change;
    if (change !== undefined) saved.push(toldByStream(change));
    if (random.chance(0.4)) continue;
    await engine.settle(saved);
    saved = saved.filter(() => random.chance(0.2));
  }
  await engine.settle(saved);
}

describe('several workers that save and settle at the same time', () => {
  it('come to what one alone comes to, in whatever order their steps are taken', async () => {
    const drawn = fc.sample(fc.tuple(rules, deliveries), { seed: 3, numRuns: 1500 });
    let opened = 0;
    for (const [seed, [ruleList, arrivals]] of drawn.entries()) {
      const random = new Random(seed);
      const store = createMemoryStore();
      const workers = [0, 1, 2].map((worker) => async (step: () => Promise<void>) => {
        const share = arrivals.filter((_, index) => index % 3 === worker);
        await work(engineOf(sharedBy(store, step), ruleList), share, random);
      });
      await new Schedule(random).run(workers);
      const expected = await replayed(arrivals, ruleList);
      opened += expected.length;
      expect(lasting(await openIn(store)), `seed ${seed}`).toEqual(expected);
    }
    expect(opened).toBeGreaterThan(100);
  });

  const OPEN_DOOR = makeRule([
    makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } }),
    makeSignal('door', { Normalized: { Control: ['EC2.18'] } }, { on: 'securityGroup' }),
  ]);
  const arnOf = (kind: string, id: string | number) => `arn:aws:ec2:eu-west-1:111122223333:${kind}/${id}`;
  const group = { Type: 'AwsEc2SecurityGroup', Id: arnOf('security-group', 'sg-1') };
  const instances = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => instanceResource(arnOf('instance', `i-${from + index}`)));
  const tie = (Id: string, from: number, count: number, UpdatedAt: string) =>
    makeFinding({ Id, GeneratorId: 'tie', UpdatedAt, Resources: [group, ...instances(from, count)] });
  const door = controlFinding('EC2.18', { Resources: [group] });
  const threat = guardDutyFinding({ Resources: instances(1, 1) });
  const toDelivery = (finding: Finding): Delivery => ({ finding });

  it.each(Array.from({ length: 20 }, (_, index) => index))(
    'agree whether a group that gains and loses instances is too wide to be crossed: seed %i',
    async (seed) => {
      const random = new Random(seed);
      const store = createMemoryStore();
      const before = [door, threat, tie('many', 1, RELATED_MAX - 1, '2026-03-01T00:00:00Z')].map(toDelivery);
      await work(engineOf(store, [OPEN_DOOR]), before, random);
      const grown = tie('some', 5000, 3, '2026-03-02T00:00:00Z');
      const shrunk = tie('many', 1, RELATED_MAX - 1 - (seed % 5), '2026-03-03T00:00:00Z');
      const shares = [[grown], [shrunk]];
      await new Schedule(random).run(
        shares.map((share) => (step) => {
          return work(engineOf(sharedBy(store, step), [OPEN_DOOR]), share.map(toDelivery), random);
        }),
      );
      const all = [...before, ...shares.flat().map(toDelivery)];
      expect(lasting(await openIn(store))).toEqual(await replayed(all, [OPEN_DOOR]));
    },
  );

  it('cross a group again that has lost instances while it was judged as too wide', async () => {
    const store = createMemoryStore();
    const before = [door, threat, tie('many', 1, RELATED_MAX - 1, '2026-03-01T00:00:00Z')].map(toDelivery);
    const random = new Random(1);
    await work(engineOf(store, [OPEN_DOOR]), before, random);
    const grown = tie('some', 5000, 3, '2026-03-02T00:00:00Z');
    const shrunk = tie('many', 1, RELATED_MAX - 4, '2026-03-03T00:00:00Z');
    const interrupted = beforeFirstMark(store, () =>
      work(engineOf(sharedBy(store, AT_ONCE), [OPEN_DOOR]), [toDelivery(shrunk)], random),
    );
    await work(engineOf(interrupted, [OPEN_DOOR]), [toDelivery(grown)], random);
    const expected = await replayed([...before, toDelivery(grown), toDelivery(shrunk)], [OPEN_DOOR]);
    expect(expected).toHaveLength(1);
    expect(lasting(await openIn(store))).toEqual(expected);
  });
});

describe('an engine that saves and settles apart', () => {
  const RULE = makeRule([makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } })]);
  const observed = (engine: Engine, finding: Finding) => {
    const observation = engine.observe(finding, undefined);
    if (observation === undefined) throw new Error('nothing to observe');
    return observation;
  };

  it('judges nothing before it settles', async () => {
    const store = createMemoryStore();
    const engine = engineOf(store, [RULE]);
    const { outcome, change } = await engine.save(observed(engine, guardDutyFinding()));
    expect(outcome).toBe('matched');
    expect(await openIn(store)).toEqual([]);
    if (change !== undefined) await engine.settle([change]);
    expect(await openIn(store)).toHaveLength(1);
  });

  it('has nothing to settle for what was known already', async () => {
    const engine = engineOf(createMemoryStore(), [RULE]);
    await engine.save(observed(engine, guardDutyFinding()));
    expect(await engine.save(observed(engine, guardDutyFinding()))).toEqual({ outcome: 'duplicate' });
  });

  it('saves again what is known already when the rules have changed, and says so to correlate', async () => {
    const store = createMemoryStore();
    const former = engineOf(store, [RULE], { rulesName: 'former' });
    await former.save(observed(former, guardDutyFinding()));
    const other = makeRule([makeSignal('other', { Normalized: { Product: ['GuardDuty'] } })]);
    const engine = engineOf(store, [other], { rulesName: 'new' });
    const { outcome, change } = await engine.save(observed(engine, guardDutyFinding()));
    expect(outcome).toBe('duplicate');
    expect(change?.withdrawn.map(({ key }) => key.signal)).toEqual(['threat']);
    expect(change?.filed.map(({ key }) => key.signal)).toEqual(['other']);
  });

  it('observes anew what concerns no rule any more, but nothing of its own', async () => {
    const engine = engineOf(createMemoryStore(), [RULE], { rulesName: 'new' });
    const elsewhere = makeFinding();
    expect(engine.observe(elsewhere, undefined)).toBeUndefined();
    expect(engine.observeAnew(elsewhere, undefined)).toMatchObject({ filings: [], rules: 'new' });
    expect(engine.observeAnew(guardDutyFinding(), undefined)?.filings).toHaveLength(1);
    expect(engine.observeAnew(makeFinding({ GeneratorId: 'corroborate/a-rule' }), undefined)).toBeUndefined();
  });

  it('judges again what is known of incidents, whatever has or has not changed', async () => {
    const store = createMemoryStore();
    const engine = engineOf(store, [RULE]);
    const { change } = await engine.save(observed(engine, guardDutyFinding()));
    if (change !== undefined) await engine.settle([change]);
    const archived = guardDutyFinding({ RecordState: 'ARCHIVED', UpdatedAt: '2026-03-09T00:00:00Z' });
    await engine.save(observed(engine, archived));
    const records = await store.listIncidents({ limit: 9 });
    const cause = { at: Date.UTC(2026, 3, 1) as Instant, reason: 'judged again' };
    await engine.judgeAgain(records, cause);
    const [record] = await store.listIncidents({ limit: 9 });
    expect(record?.incident).toMatchObject({ status: 'resolved', resolution: { reason: 'judged again' } });
    await engineOf(store, []).judgeAgain(records, cause);
    expect(await store.listIncidents({ limit: 9 })).toEqual([record]);
  });

  it('judges the others when one cannot be judged', async () => {
    const store = createMemoryStore();
    const spoilt = new Proxy(sharedBy(store, AT_ONCE), {
      get: (target, name) => {
        if (name !== 'saveIncident') return Reflect.get(target, name);
        return async (record: Parameters<Store['saveIncident']>[0]) => {
          if (record.incident.entity.key.endsWith('i-3')) throw new Error('spoilt');
          return store.saveIncident(record);
        };
      },
    });
    const engine = engineOf(spoilt, [RULE]);
    const { change } = await engine.save(observed(engine, guardDutyFinding({ Resources: INSTANCES })));
    await expect(engine.settle(change === undefined ? [] : [change])).rejects.toThrow('spoilt');
    expect(await openIn(store)).toHaveLength(INSTANCES.length - 1);
  });

  const INSTANCES = Array.from({ length: 20 }, (_, index) =>
    instanceResource(`arn:aws:ec2:eu-west-1:111122223333:instance/i-${index}`),
  );
});
