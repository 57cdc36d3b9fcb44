import { describe, expect, it } from 'vitest';
import { NO_DELIVERIES } from '../../src/core/delivery-counts.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { QUARANTINED_TOLD_MAX, takeIn } from '../../src/desk/take-in.ts';
import { digest } from '../../src/digest.ts';
import { createEngine, type Engine } from '../../src/engine.ts';
import type { InputRecord } from '../../src/input/input-record.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { QUARANTINED_MAX } from '../../src/store.ts';
import { backdoor, incidentFindings, noise, vulnerability } from '../cli/make-world.ts';
import { instant } from '../store/store-world.ts';

const { rules } = await loadRules('rules');
const PLACE = { file: 'made up', byteOffset: 0, line: 1 };

function finding(value: JsonObject, time?: string): InputRecord {
  return { kind: 'finding', value, place: PLACE, ...(time !== undefined && { time }) };
}

function broken(line: number): InputRecord {
  return { kind: 'quarantined', reason: 'not JSON', place: { ...PLACE, line } };
}

function createWorld() {
  const store = createMemoryStore();
  let clock = 0;
  const now = () => {
    clock += 1;
    return instant(clock);
  };
  const engine = createEngine({ rules: rules.map(({ rule }) => rule), store, sink: NO_SINK, digest });
  const intake = { engine, store, source: 'a test', now };
  const kept = async () => (await store.keptFindings?.list({ limit: 100 })) ?? [];
  return { store, intake, kept };
}

const LATER = '2026-05-01T00:00:00.123456789Z';

describe('takeIn', () => {
  it('says what became of the findings, and writes it down', async () => {
    const { store, intake } = createWorld();
    const newer = backdoor({ UpdatedAt: LATER });
    const records = [...incidentFindings(), newer, backdoor()].map((value) => finding(value));
    const taken = await takeIn([[...records, broken(7)], [finding({})]], intake);
    const counts = { ...NO_DELIVERIES, received: 9, matched: 5, ignored: 1, stale: 1, quarantined: 2 };
    const newest = Date.parse(LATER);
    expect(taken).toEqual({
      counts,
      newest,
      quarantined: [
        { at: expect.any(Number), place: 'made up:7', reason: 'not JSON' },
        { at: expect.any(Number), place: 'made up:1', reason: '`ProductArn` is missing' },
      ],
    });
    expect(await store.intakeLog?.listRuns(9)).toEqual([
      { source: 'a test', startedAt: 1, endedAt: 4, counts, newest },
    ]);
    expect(await store.intakeLog?.listQuarantined(9)).toEqual(taken.quarantined.toReversed());
    expect(await store.intakeLog?.totals()).toEqual(counts);
  });

  it('keeps each finding as it came, with the time of its event', async () => {
    const { intake, kept } = createWorld();
    await takeIn(
      [[finding(noise()), finding(backdoor({ UpdatedAt: LATER }), '2026-05-02T00:00:00Z')]],
      intake,
    );
    expect(await kept()).toEqual([
      expect.objectContaining({ body: noise(), isWithdrawn: false }),
      {
        key: { productArn: backdoor().ProductArn, id: backdoor().Id },
        body: backdoor({ UpdatedAt: LATER }),
        time: '2026-05-02T00:00:00Z',
        isWithdrawn: false,
        order: `${LATER}|2026-05-02T00:00:00.000000000Z`,
      },
    ]);
  });

  it('keeps what was before a withdrawal too', async () => {
    const { intake, kept } = createWorld();
    const withdrawn = vulnerability(1, { UpdatedAt: LATER, RecordState: 'ARCHIVED' });
    await takeIn([[finding(vulnerability(1)), finding(withdrawn)]], intake);
    expect((await kept()).map(({ isWithdrawn }) => isWithdrawn)).toEqual([false, true]);
  });

  it('keeps neither duplicates, nor stale versions, nor our own findings', async () => {
    const { intake, kept } = createWorld();
    const own = noise();
    const ours = {
      ...own,
      GeneratorId: 'corroborate/a-rule',
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
    };
    const newest = vulnerability(1, { UpdatedAt: LATER });
    const older = vulnerability(1, { RecordState: 'ARCHIVED' });
    await takeIn(
      [[finding(newest), finding(newest, '2030-01-01T00:00:00Z'), finding(older), finding(ours)]],
      intake,
    );
    expect((await kept()).map(({ body, time }) => [body.Id, time])).toEqual([[newest.Id, undefined]]);
  });

  it('can keep only what could concern a rule', async () => {
    const { intake, kept } = createWorld();
    const lesser = vulnerability(1, { Severity: { Label: 'LOW' } });
    await takeIn([[finding(noise()), finding(lesser)]], { ...intake, keeps: 'concerning' });
    expect((await kept()).map(({ body }) => body)).toEqual([lesser]);
  });

  it('returns the first quarantined records and writes down the last', async () => {
    const { store, intake } = createWorld();
    const count = 3 * QUARANTINED_MAX;
    const records = Array.from({ length: count }, (_, index) => broken(index));
    const { quarantined } = await takeIn([records], intake);
    expect(quarantined).toHaveLength(QUARANTINED_TOLD_MAX);
    expect(quarantined[0]?.place).toBe('made up:0');
    const notes = (await store.intakeLog?.listQuarantined(2 * count)) ?? [];
    expect(notes).toHaveLength(QUARANTINED_MAX);
    expect(notes[0]?.place).toBe(`made up:${count - 1}`);
  });

  it('writes down a run that is broken off, and tells why', async () => {
    const { store, intake } = createWorld();
    const advance = () => {
      throw new Error('interrupted');
    };
    const batches = [[finding(noise()), broken(1)], [finding(backdoor())]];
    await expect(takeIn(batches, intake, { advance })).rejects.toThrow('interrupted');
    const [run] = (await store.intakeLog?.listRuns(9)) ?? [];
    expect(run?.counts).toEqual({ ...NO_DELIVERIES, received: 2, ignored: 1, quarantined: 1 });
  });

  it('counts what was applied before the engine failed, each delivery that has come to its end', async () => {
    const { store, intake } = createWorld();
    let left = 1;
    const apply: Engine['apply'] = async (observation) => {
      left -= 1;
      if (left < 0) throw new Error('the disk is full');
      return intake.engine.apply(observation);
    };
    const batch = [finding(noise()), finding(backdoor()), broken(1), finding(vulnerability(1)), broken(2)];
    const failing = { ...intake, engine: { ...intake.engine, apply } };
    await expect(takeIn([batch], failing)).rejects.toThrow('the disk is full');
    const [run] = (await store.intakeLog?.listRuns(9)) ?? [];
    expect(run?.counts).toEqual({ ...NO_DELIVERIES, received: 3, ignored: 1, matched: 1, quarantined: 1 });
  });

  it('tells the error, not that the store cannot write it down', async () => {
    const { store, intake } = createWorld();
    const failing = {
      ...store,
      intakeLog: undefined,
      flush: () => Promise.reject(new Error('the disk is full')),
    };
    const { intakeLog: _, ...without } = failing;
    const batches = (async function* () {
      yield [finding(noise())];
      throw new Error('cannot be read');
    })();
    await expect(takeIn(batches, { ...intake, store: without })).rejects.toThrow('cannot be read');
  });

  it('tells its listener as a replay does', async () => {
    const { intake } = createWorld();
    const told: string[] = [];
    await takeIn([[finding(noise()), broken(1)]], intake, {
      quarantine: ({ reason }) => told.push(reason),
      advance: ({ received }) => void told.push(`${received}`),
    });
    expect(told).toEqual(['not JSON', '2']);
  });
});
