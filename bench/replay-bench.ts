import type { BenchRun } from './bench-run.ts';
import { compare } from './compare.ts';
import { findingsFile } from './findings-file.ts';
import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { runWorker } from './run-worker.ts';
import { STAGES, type Stage } from './stage-of.ts';

const TARGET = 1.7;

/** A replay with three rules beside reading and parsing alone, and where the time of the replay goes. */
export async function benchReplay(run: BenchRun): Promise<readonly BenchRow[]> {
  const count = run.isQuick ? 5000 : 200_000;
  const file = await findingsFile(run, count);
  const replay = await compare({
    name: `replay of ${count} findings ÷ reading and parsing them`,
    target: TARGET,
    rounds: run.rounds,
    measured: () => runWorker<Measurement>('replay-file', [file, 'first']),
    base: () => runWorker<Measurement>('parse-lines', [file]),
    onRound: (measured, base) =>
      run.say(`replay: ${perFinding(measured, count)} a finding, parsing alone: ${perFinding(base, count)}`),
  });
  return [replay, ...(await benchStages(run, file, count))];
}

function perFinding({ wallMs, cpuMs }: Measurement, count: number): string {
  return `${((wallMs * 1000) / count).toFixed(1)} µs (processor ${((cpuMs * 1000) / count).toFixed(1)} µs)`;
}

interface StageReport {
  readonly stages: Readonly<Record<Stage, number>>;
  readonly functions: readonly (readonly [name: string, timeMs: number])[];
}

async function benchStages(run: BenchRun, file: string, count: number): Promise<readonly BenchRow[]> {
  const { stages, functions } = await runWorker<StageReport>('profile-replay', [file, 'first']);
  const totalMs = Object.values(stages).reduce((sum, timeMs) => sum + timeMs, 0);
  for (const [name, timeMs] of functions) {
    run.say(`  ${((timeMs * 1000) / count).toFixed(2).padStart(7)} µs a finding in ${name}`);
  }
  return STAGES.map((stage) => ({
    name: `  of which ${stage}`,
    result: `${((stages[stage] * 100) / totalMs).toFixed(0)} %, ${((stages[stage] * 1000) / count).toFixed(1)} µs a finding`,
    cpu: '',
    target: '',
    verdict: '',
  }));
}
