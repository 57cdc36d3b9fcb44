import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { compare } from './compare.ts';
import { ENTITY_SCENARIOS } from './entity-scenario.ts';
import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { runWorker } from './run-worker.ts';

const TARGET = 2;
const FEW = 10;
const STORES = ['memory', 'sqlite'] as const;

/** What a finding costs on an entity with much evidence beside one with little, for each kind of news and store. */
export async function benchEntitySize(run: BenchRun): Promise<readonly BenchRow[]> {
  const many = run.isQuick ? 1000 : 10_000;
  const steps = run.isQuick ? 100 : 1000;
  const rows: BenchRow[] = [];
  for (const store of STORES) {
    for (const [index, { name, hasIncident }] of ENTITY_SCENARIOS.entries()) {
      const title = `${store}, ${hasIncident ? 'open' : 'no'} incident: ${name}`;
      const cost = async (size: number): Promise<EntityReport> => {
        const folder = await mkdtemp(join(run.folder, 'entity-'));
        return runWorker<EntityReport>('entity-cost', [
          store,
          String(index),
          String(size),
          String(steps),
          folder,
        ]);
      };
      const row = await compare({
        name: `${title}, ${many} ÷ ${FEW} pieces`,
        target: TARGET,
        rounds: run.rounds,
        measured: () => cost(many),
        base: () => cost(FEW),
        onRound: (measured, base) => run.say(`${title}: ${costText(measured)} ÷ ${costText(base)}`),
      });
      rows.push(row);
    }
  }
  return rows;
}

interface EntityReport extends Measurement {
  readonly microsecondsPerFinding: number;
}

function costText({ microsecondsPerFinding }: EntityReport): string {
  return `${microsecondsPerFinding.toFixed(0)} µs`;
}
