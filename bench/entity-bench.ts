import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { compare } from './compare.ts';
import { ENTITY_SCENARIOS } from './entity-scenario.ts';
import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { runWorker } from './run-worker.ts';

const TARGET = 2;
const STORES = ['memory', 'sqlite'] as const;
const FEW = 10;

/** As many findings as an incident lists: beside it, only what really grows with the evidence is seen. */
const LISTED = 100;

/** What a finding costs on an entity with much evidence beside one with little, for each kind of news and store. */
export async function benchEntitySize(run: BenchRun): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const store of STORES) {
    for (const scenario of ENTITY_SCENARIOS.keys()) {
      rows.push(await compareSizes(run, { store, scenario, few: FEW }));
    }
    rows.push(await compareSizes(run, { store, scenario: 0, few: LISTED }));
  }
  return rows;
}

interface EntityCase {
  readonly store: (typeof STORES)[number];
  /** Index into ENTITY_SCENARIOS. */
  readonly scenario: number;
  readonly few: number;
}

async function compareSizes(run: BenchRun, of: EntityCase): Promise<BenchRow> {
  const many = run.isQuick ? 1000 : 10_000;
  const title = `${titleOf(of)}, ${many} ÷ ${of.few} pieces`;
  return compare({
    name: title,
    target: TARGET,
    rounds: run.rounds,
    measured: () => costOn(run, of, many),
    base: () => costOn(run, of, of.few),
    onRound: (measured, base) => run.say(`${title}: ${costText(measured)} ÷ ${costText(base)}`),
  });
}

function titleOf({ store, scenario }: EntityCase): string {
  const { name = '', hasIncident = false } = ENTITY_SCENARIOS[scenario] ?? {};
  return `${store}, ${hasIncident ? 'open' : 'no'} incident: ${name}`;
}

interface EntityReport extends Measurement {
  readonly microsecondsPerFinding: number;
}

async function costOn(run: BenchRun, { store, scenario }: EntityCase, size: number): Promise<EntityReport> {
  const steps = run.isQuick ? 100 : 1000;
  const folder = await mkdtemp(join(run.folder, 'entity-'));
  const args = [store, scenario, size, steps, folder].map(String);
  return runWorker<EntityReport>('entity-cost', args);
}

function costText({ microsecondsPerFinding }: EntityReport): string {
  return `${microsecondsPerFinding.toFixed(0)} µs`;
}
