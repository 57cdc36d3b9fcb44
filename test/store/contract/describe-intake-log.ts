import { expect, it } from 'vitest';
import { type DeliveryCounts, NO_DELIVERIES } from '../../../src/core/delivery-counts.ts';
import { type IntakeLog, type IntakeRun, QUARANTINED_MAX, RUNS_MAX, type Store } from '../../../src/store.ts';
import { instant, recordOf } from '../store-world.ts';

/** What a store promises about what became of deliveries, where it is written down. */
export function describeIntakeLog(store: () => Store): void {
  const log = (): IntakeLog => {
    const { intakeLog } = store();
    if (intakeLog === undefined) throw new Error('the store writes down no intake');
    return intakeLog;
  };

  it('knows of no runs at first', async () => {
    expect(await log().totals()).toEqual(NO_DELIVERIES);
    expect(await log().listRuns(9)).toEqual([]);
    expect(await log().listQuarantined(9)).toEqual([]);
  });

  it('tells runs and quarantined records, the newest first, and the sums', async () => {
    const newest = runOf(2, { newest: instant(7) });
    await log().addRun(runOf(1), [noteOf(1), noteOf(2)]);
    await log().addRun(newest, [noteOf(3)]);
    expect(await log().listRuns(9)).toStrictEqual([newest, runOf(1)]);
    expect(await log().listRuns(1)).toStrictEqual([newest]);
    expect(await log().listQuarantined(9)).toStrictEqual([noteOf(3), noteOf(2), noteOf(1)]);
    expect(await log().listQuarantined(2)).toStrictEqual([noteOf(3), noteOf(2)]);
    expect(await log().totals()).toEqual(countsOf(3));
  });

  it('forgets the oldest runs, but not in the sums', async () => {
    const count = RUNS_MAX + 2;
    for (let number = 1; number <= count; number += 1) await log().addRun(runOf(number, {}, 1), []);
    const runs = await log().listRuns(2 * count);
    expect(runs).toHaveLength(RUNS_MAX);
    expect(runs[0]?.source).toBe(`run ${count}`);
    expect(runs.at(-1)?.source).toBe('run 3');
    expect(await log().totals()).toEqual(countsOf(count));
  });

  it('forgets the oldest quarantined records, of one run and of several', async () => {
    const many = Array.from({ length: QUARANTINED_MAX + 5 }, (_, index) => noteOf(index));
    await log().addRun(runOf(1), many);
    await log().addRun(runOf(2), [noteOf(-1)]);
    const notes = await log().listQuarantined(2 * many.length);
    expect(notes).toHaveLength(QUARANTINED_MAX);
    expect(notes[0]).toEqual(noteOf(-1));
    expect(notes[1]).toEqual(many.at(-1));
  });

  it('cuts long texts, and takes any', async () => {
    const long = '\uD83D\uDE00'.repeat(100_000);
    const strange = { at: instant(1), place: '\uD800\u0000', reason: long };
    await log().addRun({ ...runOf(1), source: long }, [strange]);
    const [run] = await log().listRuns(1);
    const [note] = await log().listQuarantined(1);
    expect(run?.source.length).toBeLessThan(2000);
    expect(note?.reason.length).toBeLessThan(2000);
    expect(note?.reason.isWellFormed()).toBe(true);
    expect(note?.place).toBe('\uFFFD\u0000');
  });

  it('outlives clear', async () => {
    await log().addRun(runOf(1), [noteOf(1)]);
    await store().saveIncident(recordOf('one', 5));
    await store().clear();
    expect(await store().loadIncident('one')).toBeUndefined();
    expect(await log().totals()).toEqual(countsOf(1));
    expect(await log().listRuns(9)).toStrictEqual([runOf(1)]);
    expect(await log().listQuarantined(9)).toStrictEqual([noteOf(1)]);
  });
}

/** A run that took in so many findings. */
function runOf(number: number, more: Partial<IntakeRun> = {}, count = number): IntakeRun {
  const counts = countsOf(count);
  return {
    source: `run ${number}`,
    startedAt: instant(number),
    endedAt: instant(number + 1),
    counts,
    ...more,
  };
}

function countsOf(count: number): DeliveryCounts {
  return {
    received: 15 * count,
    matched: count,
    ignored: 2 * count,
    duplicate: 3 * count,
    stale: 4 * count,
    quarantined: 5 * count,
    context: 6 * count,
  };
}

function noteOf(number: number) {
  return { at: instant(number), place: `file:${number}`, reason: `reason ${number}` };
}
