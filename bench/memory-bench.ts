import { join } from 'node:path';
import type { BenchRun } from './bench-run.ts';
import { findingsStream } from './findings-file.ts';
import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { runWorker } from './run-worker.ts';

const TARGET_MB = 300;

/** The peak memory of a long replay into a SQLite store, its findings piped in from another process. */
export async function benchMemory(run: BenchRun): Promise<readonly BenchRow[]> {
  const count = run.isQuick ? 20_000 : 1_000_000;
  run.say(`replaying ${count} findings into SQLite`);
  const input = findingsStream(count);
  const worker = runWorker<MemoryReport>('replay-stdin', [join(run.folder, 'memory.sqlite')], input);
  // The pipe belongs to the two workers now; an end of it kept here would let neither notice the other's death.
  input.destroy();
  const { peakMb, received, wallMs, cpuMs } = await worker;
  if (received !== count) throw new Error(`${received} of ${count} findings arrived`);
  return [
    {
      name: `peak memory of a replay of ${count} findings, SQLite`,
      result: `${peakMb.toFixed(0)} MB`,
      cpu: '',
      target: `≤ ${TARGET_MB} MB`,
      verdict: peakMb <= TARGET_MB ? 'met' : 'missed',
    },
    {
      name: '  findings a second',
      result: perSecond(count, wallMs),
      cpu: perSecond(count, cpuMs),
      target: '',
      verdict: '',
    },
  ];
}

interface MemoryReport extends Measurement {
  readonly peakMb: number;
  readonly received: number;
}

function perSecond(count: number, timeMs: number): string {
  return ((count * 1000) / timeMs).toFixed(0);
}
