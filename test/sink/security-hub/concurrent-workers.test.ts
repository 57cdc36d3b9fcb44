import { afterAll, describe, expect, it } from 'vitest';
import type { Incident, IncidentRecord } from '../../../src/core/correlation/incident.ts';
import type { DeliveryLog } from '../../../src/delivery-log.ts';
import type { News } from '../../../src/format/incident/news.ts';
import type { SecurityHubSinkOptions } from '../../../src/sink/security-hub/security-hub-sink.ts';
import { Random } from '../../account/random.ts';
import { Schedule } from '../../schedule.ts';
import { decisionOf, inShort, openSinkWorld, recordAt, type SinkWorld } from './sink-world.ts';

const worlds: SinkWorld[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

const SEEDS = 200;

/** What a worker is made of, each of its steps by its leave. */
function gated(
  log: DeliveryLog,
  options: Pick<SecurityHubSinkOptions, 'importFindings' | 'announce'>,
  step: () => Promise<void>,
): Partial<SecurityHubSinkOptions> {
  const after =
    <A extends readonly unknown[], R>(call: (...values: A) => Promise<R>) =>
    async (...values: A): Promise<R> => {
      await step();
      return call(...values);
    };
  return {
    log: {
      load: after(log.load),
      begin: after(log.begin),
      skip: after(log.skip),
      settle: after(log.settle),
      abandon: after(log.abandon),
    },
    importFindings: after(options.importFindings),
    announce: after(options.announce),
  };
}

/** States one after the other, with contents that come back, of which all but the first may be a resolution. */
function drawStates(random: Random): readonly IncidentRecord[] {
  return Array.from({ length: 2 + random.below(4) }, (_, index) =>
    recordAt(index + 1, {
      findings: [`b-${random.below(2)}`],
      ...(index > 0 && random.chance(0.35) && { status: 'resolved' as const }),
    }),
  );
}

/** What whoever listens has heard last: he passes over news that are not later than the last (docs/events.md). */
function lastHeard(news: readonly News[]): News | undefined {
  let last: News | undefined;
  for (const each of news) {
    if (last === undefined || each.incident.updatedAt > last.incident.updatedAt) last = each;
  }
  return last;
}

function findingOf({ signals }: Incident): string | undefined {
  return Object.values(signals)[0]?.findings[0]?.finding.id;
}

/** News as they fit what the listener knows: nobody updates what he takes for resolved. */
function misfits(news: readonly News[]): readonly string[] {
  const found: string[] = [];
  let last: News | undefined;
  for (const each of news) {
    if (last !== undefined && each.incident.updatedAt <= last.incident.updatedAt) continue;
    if (each.action === 'update' && last?.incident.status !== 'open') found.push(...inShort([each]));
    last = each;
  }
  return found;
}

describe('several workers on one incident, some of which die', () => {
  it.each(Array.from({ length: SEEDS / 50 }, (_, index) => index))(
    'leave Security Hub and those who listen with its last state, block %i of 50 seeds',
    async (block) => {
      const world = await openSinkWorld();
      worlds.push(world);
      for (let seed = block * 50; seed < (block + 1) * 50; seed += 1) await runSeed(world, seed);
      expect(world.account.hub.imports.violations).toEqual([]);
    },
  );
});

async function runSeed(world: SinkWorld, seed: number): Promise<void> {
  const random = new Random(seed);
  const entity = { type: 'AwsEc2Instance', key: `i-${seed}` };
  const states = drawStates(random).map(({ incident, revision }) => {
    return { incident: { ...incident, id: `incident-${seed}`, entity }, revision };
  });
  const own = (news: readonly News[]) => news.filter(({ incident }) => incident.id === `incident-${seed}`);
  // A state may be delivered by whoever decided it and by whoever repairs.
  const tasks = [...states, ...states.filter(() => random.chance(0.3))];
  const { table } = world;
  const last = states.at(-1);
  let isDelivered = false;
  const workers = tasks.map((record) => async (step: () => Promise<void>) => {
    const sink = world.createSink(gated(table.log, world.parts, step));
    try {
      await sink.deliver([decisionOf(record)]);
      isDelivered ||= record === last;
    } catch {
      // Others may keep importing: what is not delivered is repaired.
    }
  });
  await new Schedule(random, 0.03).run(workers);
  if (last === undefined) return;
  // What counts as delivered nobody delivers again.
  if (!isDelivered) await world.createSink().deliver([decisionOf(last)]);
  const about = `seed ${seed}: ${states.map(({ incident }) => `${incident.status} ${findingOf(incident)}`)}`;
  const finding = world.account.hub.findings().find(({ Id }) => Id === `corroborate/incident-${seed}`);
  const isOpen = last.incident.status === 'open';
  if (isOpen || finding !== undefined)
    expect(finding?.RecordState, about).toBe(isOpen ? 'ACTIVE' : 'ARCHIVED');
  if (isOpen) expect(JSON.stringify(finding), about).toContain(`"${findingOf(last.incident)}"`);
  expect((await table.log.load(`incident-${seed}`)).pending, about).toBeUndefined();
  const news = own(world.news);
  const heard = lastHeard(news)?.incident;
  expect(isOpen ? heard?.status : (heard?.status ?? 'resolved'), about).toBe(last.incident.status);
  if (isOpen && heard !== undefined) expect(findingOf(heard), about).toBe(findingOf(last.incident));
  expect(misfits(news), about).toEqual([]);
}
